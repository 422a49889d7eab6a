import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createCommandReader } from './read-commands.ts';

export type RedisProxy = {
  readonly url: string;
  /** How many commands were counted so far. */
  counted(): number;
  /** Lets everything through again, for the next life. */
  revive(): void;
  stop(): Promise<void>;
};

/**
 * A way to Redis that is deadly: at the n-th command that counts, `kill` is called, and that command and everything
 * after it never reach Redis. (Killed after the n-th is the same to Redis as killed before the next.)
 */
export async function startRedisProxy(options: {
  readonly redisUrl: string;
  /** What counts; the words of a command, its name first. */
  readonly counts: (words: readonly string[]) => boolean;
  /** From 1; Infinity only counts. */
  readonly nth: number;
  readonly kill: () => Promise<void>;
}): Promise<RedisProxy> {
  const { hostname, port } = new URL(options.redisUrl);
  const sockets = new Set<Socket>();
  let counted = 0;
  let isDead = false;

  const isDeadly = (words: readonly string[]): boolean => {
    if (!options.counts(words)) return false;
    counted += 1;
    return counted === options.nth;
  };
  const server = createServer((client) => {
    const redis = connect(Number(port), hostname);
    const read = createCommandReader();
    for (const socket of [client, redis]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        redis.destroy();
      });
    }
    redis.pipe(client);
    client.on('data', (chunk) => {
      for (const { words, bytes } of read(chunk)) {
        if (isDead) return;
        if (isDeadly(words)) {
          isDead = true;
          void options.kill();
        } else redis.write(bytes);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counted: () => counted,
    revive() {
      isDead = false;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const WRITES = new Set(
  'set hset hsetnx hdel del incr sadd srem zadd zrem xadd evalsha expire pexpire'.split(' '),
);

/** Whether a command changes something. A script that Redis does not know is sent again as `eval`: that is the same one. */
export function isWrite([name = '']: readonly string[]): boolean {
  return WRITES.has(name.toLowerCase());
}
