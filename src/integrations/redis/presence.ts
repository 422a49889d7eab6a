import { z } from 'zod';
import type { Presence } from '../../ports/presence.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript, type Script } from './run-script.ts';
import type { StoreKeys } from './store-keys.ts';

/** KEYS: the note. ARGV: a moment. The clocks of several processes differ: the latest moment stays. */
const noteScript: Script = {
  lua: `
local before = redis.call('GET', KEYS[1])
if not before or tonumber(before) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1]) end
return 1
`,
};

const Noted = z.coerce.number();

/** When Slack was last heard, as one note that all processes share. Throws Unavailable. */
export function createPresence(deps: {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
}): Presence {
  const { redis, keys } = deps;
  return {
    async lastAlive() {
      const noted = await reachRedis(redis.get(keys.lastAlive));
      return noted === null ? null : Noted.parse(noted);
    },
    async alive(at) {
      await runScript(redis, noteScript, [keys.lastAlive], [Math.floor(at)]);
    },
  };
}
