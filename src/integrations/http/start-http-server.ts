import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../../ports/log.ts';

/** Answers one request, body unread. What it throws is answered 500 and logged. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export type HttpServer = {
  /** Where it listens; the port is the real one, also when any free one was asked for. */
  readonly url: string;
  /** Takes no new connection and waits until the requests under way are answered, at most `patience` ms. */
  close(patience?: number): Promise<void>;
};

/** Slow senders of headers or bodies are cut off: a webhook or a click takes milliseconds. */
const REQUEST_TIMEOUT = 30_000;

/** Alertmanager keeps its connection for minutes between notifications; ours must not close first. */
const KEEP_ALIVE = 75_000;

const PATIENCE = 10_000;

const LOOK_AGAIN = 25;

/**
 * The one HTTP server of a process. `routes` maps an exact path to its handler; any other path is answered 404 with a
 * sentence. Rejects when the address can't be listened on.
 */
export async function startHttpServer(deps: {
  readonly host: string;
  readonly port: number;
  readonly routes: ReadonlyMap<string, RequestHandler>;
  readonly logger: Log;
}): Promise<HttpServer> {
  const server = createServer((request, response) => void answer(deps, request, response));
  server.requestTimeout = REQUEST_TIMEOUT;
  server.keepAliveTimeout = KEEP_ALIVE;
  server.listen(deps.port, deps.host);
  await once(server, 'listening');
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: (patience = PATIENCE) => close(server, patience),
  };
}

async function answer(
  { routes, logger }: { readonly routes: ReadonlyMap<string, RequestHandler>; readonly logger: Log },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const handler = routes.get(path);
  if (!handler) {
    const known = [...routes.keys()].join(', ');
    sendJson(response, 404, { error: `There is nothing at this address. Known are: ${known}.` });
    return;
  }
  try {
    await handler(request, response);
  } catch (error) {
    logger.error({ path, error }, 'a request could not be answered');
    if (!response.headersSent)
      sendJson(response, 500, { error: 'Something went wrong here; it is in the log.' });
    else response.destroy();
  }
}

async function close(server: Server, patience: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // A connection that is kept alive becomes idle only once its request is answered: look again until all are gone.
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_AGAIN);
  const late = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

/** Answers with one JSON object. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
