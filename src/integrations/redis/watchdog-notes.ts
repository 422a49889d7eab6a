import { z } from 'zod';
import type { WatchdogNotes } from '../../ports/watchdog-notes.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript, type Script } from './run-script.ts';
import { shortDigest } from './short-digest.ts';
import type { StoreKeys } from './store-keys.ts';

/** KEYS: up since, last up. ARGV: at, hole. The clocks of several processes differ: time only goes forward here. */
const upSinceScript: Script = {
  lua: `
local at, hole = tonumber(ARGV[1]), tonumber(ARGV[2])
local since, last = redis.call('GET', KEYS[1]), redis.call('GET', KEYS[2])
if not since or not last or at - tonumber(last) > hole then
  since = ARGV[1]
  redis.call('SET', KEYS[1], since)
end
if not last or at > tonumber(last) then redis.call('SET', KEYS[2], ARGV[1]) end
return since
`,
};

const Moment = z.coerce.number().int();

/** The notes that all processes share. Throws Unavailable. */
export function createWatchdogNotes(deps: {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
}): WatchdogNotes {
  const { redis } = deps;
  const { heard, upSince, lastUp } = deps.keys.watchdogs;
  return {
    async heard(watchdog, at) {
      await reachRedis(redis.zadd(heard, 'GT', String(at), shortDigest(watchdog)));
    },
    async lastHeard(watchdog) {
      const at = await reachRedis(redis.zscore(heard, shortDigest(watchdog)));
      return at === null ? null : Moment.parse(at);
    },
    async upSince(at, hole) {
      return Moment.parse(await runScript(redis, upSinceScript, [upSince, lastUp], [at, hole]));
    },
  };
}
