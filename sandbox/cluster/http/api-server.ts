import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, FaultPlan } from '../faults.ts';
import { answerOfFault } from './answer-of-fault.ts';
import type { ApiRequest } from './api-request.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { type HandlerDeps, handleRequest } from './handle-request.ts';
import { type RequestInfo, requestInfo } from './request-info.ts';
import { isDryRun, type RequestLog, recordOf } from './request-log.ts';
import { sendAnswer } from './send-answer.ts';

export type ApiServer = {
  url: string;
  /** TLS connections accepted so far. */
  connections(): number;
  stop(): Promise<void>;
};

type Serving = HandlerDeps & { log: RequestLog; faults: FaultPlan };

export type ApiServerDeps = Omit<Serving, 'address'> & { certificates: Certificates; port: number };

/** Longer than any client keeps a connection: a busy machine would else have it closed just as a request is sent. */
const IDLE_MS = 60_000;

/** Serves the cluster's API over HTTPS on 127.0.0.1. */
export async function startApiServer(deps: ApiServerDeps): Promise<ApiServer> {
  let accepted = 0;
  let address = '';
  const { key, cert } = deps.certificates;
  const foreign = await makeCertificates();
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    // A client that is gone in the middle of its request is nobody to answer to.
    serve({ ...deps, address: () => address }, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.keepAliveTimeout = IDLE_MS;
  server.on('secureConnection', () => {
    accepted += 1;
  });
  let wrong = false;
  deps.faults.onChange(() => {
    if (wrong === deps.faults.wrongCertificate()) return;
    wrong = !wrong;
    server.setSecureContext(wrong ? foreign : { key, cert });
    server.closeIdleConnections();
  });
  await new Promise<void>((resolve) => server.listen(deps.port, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: `https://${address}`,
    connections: () => accepted,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(deps: Serving, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const began = performance.now();
  const request = await readRequest(incoming);
  const info = requestInfo(request);
  const { user, status, bytes } = await answerTo(deps, request, info, outgoing);
  const known = recordOf(incoming.url ?? '/', request, info);
  deps.log.add({ ...known, user, status, ms: performance.now() - began, bytes });
}

type Answered = { user: string; status: number; bytes: number };

/** Answers, or lets go wrong what is to go wrong with this request. */
async function answerTo(
  deps: Serving,
  request: ApiRequest,
  info: RequestInfo,
  outgoing: ServerResponse,
): Promise<Answered> {
  const caller = deps.tokens.userOf(request.headers.authorization)?.name ?? '';
  const fault = deps.faults.take(info, request.query.has('continue'), caller, isDryRun(request));
  const none = { user: caller, status: 0, bytes: 0 };
  if (fault?.kind === 'hang' && !fault.committed) return none;
  if (fault?.kind === 'cut' && (fault.when ?? 'before') === 'before') {
    outgoing.destroy();
    return none;
  }
  if (fault?.kind === 'slow') await sleep(fault.ms, undefined, { ref: false });
  const instead = fault && answerOfFault(fault, request, info, caller);
  const { user, answer } = instead
    ? { user: caller, answer: instead }
    : await handleRequest(deps, request, info);
  if (isUntold(fault)) {
    if (fault?.kind === 'cut') outgoing.destroy();
    return { ...none, user };
  }
  const bytes = sendAnswer(outgoing, answer, cutOf(fault));
  return { user, status: answer.status, bytes };
}

/** What was asked for has happened, and nobody is told. */
const isUntold = (fault: Fault | undefined): boolean =>
  fault?.kind === 'hang' || (fault?.kind === 'cut' && fault.when === 'committed');

const cutOf = (fault: Fault | undefined) =>
  fault?.kind === 'cut' && (fault.when === 'after-headers' || fault.when === 'in-body')
    ? fault.when
    : undefined;

async function readRequest(incoming: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?');
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: incoming.headers,
    rawHeaders: incoming.rawHeaders,
    body: Buffer.concat(chunks).toString(),
  };
}
