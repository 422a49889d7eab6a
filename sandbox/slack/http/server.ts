import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export type Routes = {
  request(request: IncomingMessage, response: ServerResponse, url: URL, connection: number): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void;
};

export type SlackServer = {
  readonly url: string;
  connectionOf(request: IncomingMessage): number;
  /** Cuts every connection and refuses new ones. */
  down(): Promise<void>;
  /** Listens again on the same port. */
  up(): Promise<void>;
};

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Longer than any client keeps a connection: a busy machine would else have it closed just as a request is sent. */
const IDLE_MS = 60_000;

/** One HTTP server for everything that Slack answers. */
export const startServer = async (host: string, wantedPort: number, routes: Routes): Promise<SlackServer> => {
  const sockets = new Map<Socket, number>();
  let connections = 0;
  let base = '';
  const connectionOf = (request: IncomingMessage): number => sockets.get(request.socket) ?? 0;
  const urlOf = (request: IncomingMessage): URL => new URL(request.url ?? '/', base);

  const make = (): Server => {
    const server = createServer((request, response) => {
      routes.request(request, response, urlOf(request), connectionOf(request)).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : new Error(String(error)));
      });
    });
    server.keepAliveTimeout = IDLE_MS;
    server.on('connection', (socket) => {
      connections += 1;
      sockets.set(socket, connections);
      socket.on('close', () => sockets.delete(socket));
    });
    server.on('upgrade', (request, socket, head) => routes.upgrade(request, socket, head, urlOf(request)));
    return server;
  };

  let server = make();
  const port = await listen(server, host, wantedPort);
  base = `http://${host}:${port}`;
  return {
    url: base,
    connectionOf,
    async down() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets.keys()) socket.destroy();
      await closed;
    },
    async up() {
      if (server.listening) return;
      server = make();
      await listen(server, host, port);
    },
  };
};
