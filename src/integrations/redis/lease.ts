import { randomUUID } from 'node:crypto';
import type { Log } from '../../ports/log.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript, type Script } from './run-script.ts';

export type LeaseDeps = { readonly redis: RedisConnection; readonly log: Log };

/** A killed process holds a lease no longer than this. */
const LEASE_MS = 10_000;

const RENEW_MS = 3_000;

/** Only the holder may renew or end a lease: after a pause it may be somebody else's. */
const renewScript: Script = {
  lua: `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`,
};
const endScript: Script = {
  lua: `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`,
};

/**
 * Runs `work` while nobody else holds the lease `key`; undefined when somebody does. The lease is renewed while `work`
 * runs, and ends with it. Throws Unavailable when Redis cannot be asked for it, and what `work` throws.
 * It keeps processes out of each other's way and is no lock: a process that stood still for 10 s may find another one at
 * work, and whatever must not happen twice has to be guarded by an append.
 */
export async function withLease<T>(
  { redis, log }: LeaseDeps,
  key: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const token = randomUUID();
  const taken = await reachRedis(redis.set(key, token, 'PX', LEASE_MS, 'NX'));
  if (taken === null) return undefined;
  const renewing = setInterval(() => {
    runScript(redis, renewScript, [key], [token, LEASE_MS]).catch((cause: unknown) =>
      log.warn({ key, cause: String(cause) }, 'lease could not be renewed'),
    );
  }, RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
    // Not in the way of the work's own outcome: the lease ends by itself.
    await runScript(redis, endScript, [key], [token]).catch((cause: unknown) =>
      log.warn({ key, cause: String(cause) }, 'lease could not be ended'),
    );
  }
}
