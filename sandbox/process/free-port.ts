import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below what any system gives out by itself: to servers that take any port, and to connections (Linux from 32,768, gVisor
 * from 16,000, macOS from 49,152). Such a port is not taken between this answer and the server's start, nor while a
 * killed server is away from it.
 */
const FIRST = 10_100;
const LAST = 15_999;

/** Ports that a process gives out in turn before it begins again; others are mostly in another turn, or elsewhere in it. */
const TURN = 200;
const TURNS = Math.floor((LAST + 1 - FIRST) / TURN);

let given = Math.floor(Math.random() * TURN);

/** A port of 127.0.0.1 for a server that has to be told one. Nobody listens on it; throws when all of ours are taken. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TURN; tries += 1) {
    const port = FIRST + (process.pid % TURNS) * TURN + (given % TURN);
    given += 1;
    if (await isFree(port)) return port;
  }
  throw new Error(`All ports from ${FIRST} to ${LAST} that this process could take are in use.`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
