import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Answer, ApiRequest } from './api-request.ts';
import type { Certificates } from './certificates.ts';
import { type HandlerDeps, handleRequest } from './handle-request.ts';
import { requestInfo } from './request-info.ts';
import { type RequestLog, recordOf } from './request-log.ts';

export type ApiServer = {
  url: string;
  /** TLS connections accepted so far. */
  connections(): number;
  stop(): Promise<void>;
};

export type ApiServerDeps = Omit<HandlerDeps, 'address'> & { certificates: Certificates; log: RequestLog };

/** Serves the cluster's API over HTTPS on 127.0.0.1. */
export async function startApiServer(deps: ApiServerDeps): Promise<ApiServer> {
  let accepted = 0;
  let address = '';
  const { certificates } = deps;
  const server = createServer({ key: certificates.key, cert: certificates.cert }, (incoming, outgoing) => {
    void answerTo({ ...deps, address: () => address }, incoming, outgoing);
  });
  server.on('secureConnection', () => {
    accepted += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
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

async function answerTo(
  deps: HandlerDeps & ApiServerDeps,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const began = performance.now();
  const request = await readRequest(incoming);
  const info = requestInfo(request);
  const { user, answer } = await handleRequest(deps, request, info);
  const bytes = send(outgoing, answer);
  const { url = '/' } = incoming;
  deps.log.add({
    ...recordOf(url, request.method, info, incoming.headers['user-agent'] ?? ''),
    user,
    status: answer.status,
    ms: performance.now() - began,
    bytes,
  });
}

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

/** Sends an answer; JSON unless it says otherwise. Returns the bytes of its body. */
function send(outgoing: ServerResponse, { status, headers = {}, body }: Answer): number {
  const bytes = body === undefined ? undefined : Buffer.from(body);
  outgoing.writeHead(status, {
    'cache-control': 'no-cache, private',
    ...(bytes ? { 'content-type': 'application/json', 'content-length': String(bytes.length) } : {}),
    ...headers,
  });
  outgoing.end(bytes);
  return bytes?.length ?? 0;
}
