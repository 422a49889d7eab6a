import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  path: string;
  headers: IncomingHttpHeaders;
  text: string;
  body: Record<string, unknown>;
};

type Reply = { status?: number; body?: unknown; headers?: Record<string, string>; afterMs?: number };

/** A bot's receiving end that only writes down what comes, and answers as it is told. */
export type Receiver = {
  readonly url: string;
  readonly received: Received[];
  /** What it answers from now on; 200 with nothing at first. */
  answers(reply: (received: Received) => Reply): void;
  events(type?: string): Record<string, unknown>[];
  stop(): Promise<void>;
};

const read = (text: string, contentType: string): Record<string, unknown> => {
  if (contentType.includes('json')) return JSON.parse(text);
  const form = Object.fromEntries(new URLSearchParams(text));
  return form.payload ? JSON.parse(form.payload) : form;
};

/** Starts one on a free port. */
export const startReceiver = async (): Promise<Receiver> => {
  const received: Received[] = [];
  let reply: (received: Received) => Reply = () => ({});
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString('utf8');
    const body = read(text, request.headers['content-type'] ?? '');
    const one = { path: request.url ?? '', headers: request.headers, text, body };
    received.push(one);
    const said = reply(one);
    if (said.afterMs) await new Promise((resolve) => setTimeout(resolve, said.afterMs));
    const isText = typeof said.body === 'string' || said.body === undefined;
    response.writeHead(said.status ?? 200, {
      ...(!isText && { 'content-type': 'application/json' }),
      ...said.headers,
    });
    response.end(isText ? said.body : JSON.stringify(said.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answers(next) {
      reply = next;
    },
    events: (type) =>
      received
        .map(({ body }) => body.event as Record<string, unknown> | undefined)
        .filter(
          (event): event is Record<string, unknown> => event !== undefined && (!type || event.type === type),
        ),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
