import { z } from 'zod';
import type { Claimant, ObjectClaims } from '../../ports/object-claims.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript, type Script } from './run-script.ts';
import type { StoreKeys } from './store-keys.ts';

/** An object that is nobody's, ours or `from`'s becomes ours; the answer is whose it is then. */
const claimScript: Script = {
  lua: `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] and holder ~= ARGV[2] then return holder end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return ARGV[1]`,
};

const Stored = z.object({ incident: z.string(), proposal: z.int() });

/** The claims, one key for each object, because only keys can expire. Throws Unavailable. */
export function createObjectClaims(deps: {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
}): ObjectClaims {
  const { redis, keys } = deps;
  return {
    async claim(object, claimant, { lasts, from }) {
      const wanted = [textOf(claimant), from === null ? '' : textOf(from), Math.ceil(lasts)];
      const holder = await runScript(redis, claimScript, [keys.objectClaim(object)], wanted);
      return Stored.parse(JSON.parse(String(holder)));
    },
  };
}

function textOf({ incident, proposal }: Claimant): string {
  return JSON.stringify({ incident, proposal });
}
