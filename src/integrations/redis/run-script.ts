import { hash } from 'node:crypto';
import { reachRedis, redisFailure } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';

/** A script that Redis runs as one step: nothing comes between its reads and its writes. */
export type Script = { readonly lua: string };

const digests = new WeakMap<Script, string>();

/**
 * Runs a script by its digest, and sends its text only to a Redis that does not know it yet (a restart or a failover
 * empties its memory of scripts). Throws as reachRedis does.
 */
export async function runScript(
  redis: RedisConnection,
  script: Script,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  const rest = [keys.length, ...keys, ...args];
  try {
    // As one array: an append may carry tens of thousands of arguments, more than a call may have.
    return await redis.call('evalsha', [digestOf(script), ...rest]);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw redisFailure(error);
    return reachRedis(redis.call('eval', [script.lua, ...rest]));
  }
}

function digestOf(script: Script): string {
  const known = digests.get(script);
  if (known) return known;
  const digest = hash('sha1', script.lua);
  digests.set(script, digest);
  return digest;
}
