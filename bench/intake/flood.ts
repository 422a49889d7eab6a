import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What came of a flood: how long it took, how long each answer took (milliseconds), and the answers' status codes. */
export type Flooded = {
  readonly seconds: number;
  readonly latencies: readonly number[];
  readonly statuses: ReadonlyMap<number, number>;
};

/** A server that stays silent for this long has lost the flood. */
const PATIENCE_MS = 20_000;

/**
 * Posts every body once over so many kept connections, each sending its next as soon as the last is answered. Written on
 * sockets: a full HTTP client takes as much of the machine as the server that it measures. Rejects when a connection
 * breaks or stays silent.
 */
export async function flood(input: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
  readonly connections: number;
}): Promise<Flooded> {
  const { hostname, port, pathname } = new URL(input.url);
  const requests = input.bodies.map((body) =>
    requestText(pathname, `${hostname}:${port}`, input.headers, body),
  );
  const latencies: number[] = [];
  const statuses = new Map<number, number>();
  let next = 0;
  const sockets = await Promise.all(
    Array.from({ length: input.connections }, async () => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      await once(socket, 'connect');
      return socket;
    }),
  );
  const began = performance.now();
  try {
    await Promise.all(
      sockets.map(async (socket) => {
        const answers = answersOf(socket);
        for (;;) {
          const request = requests[next++];
          if (request === undefined) return;
          const sent = performance.now();
          socket.write(request);
          const status = await answers.next();
          latencies.push(performance.now() - sent);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      }),
    );
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  return { seconds: (performance.now() - began) / 1_000, latencies, statuses };
}

function requestText(
  path: string,
  host: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Buffer {
  const lines = Object.entries({ host, ...headers, 'content-length': Buffer.byteLength(body) });
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\n${lines.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n${body}`,
  );
}

/** Reads the answers of one connection, one at a time. */
function answersOf(socket: Socket): { next(): Promise<number> } {
  let text = '';
  let waiting: { resolve(status: number): void; reject(error: Error): void } | undefined;
  const fail = (why: string) => waiting?.reject(new Error(`a connection of the flood ${why}`));
  socket.setEncoding('latin1');
  socket.setTimeout(PATIENCE_MS, () => fail('was not answered'));
  socket.on('error', (error) => fail(`broke: ${error.message}`));
  socket.on('close', () => fail('was closed'));
  socket.on('data', (chunk: string) => {
    text += chunk;
    const status = wholeAnswer(text);
    if (status === undefined) return;
    text = '';
    waiting?.resolve(status);
  });
  return {
    next: () =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
      }),
  };
}

/** The status of an answer once all of it is there; both servers say its length. */
export function wholeAnswer(text: string): number | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end)) ?? [];
  if (length === undefined) throw new Error('an answer does not say its length');
  return text.length >= end + 4 + Number(length) ? Number(text.slice(9, 12)) : undefined;
}
