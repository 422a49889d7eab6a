import type { BackfillProgress, Backfills } from '../../ports/backfills.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript, type Script } from './run-script.ts';
import type { StoreKeys } from './store-keys.ts';
import { StoredProgress } from './stored-schema.ts';

/** KEYS: wanted, progress. ARGV: channel, moment. */
const wantScript: Script = {
  lua: `
local before = redis.call('HGET', KEYS[1], ARGV[1])
if not before or tonumber(before) < tonumber(ARGV[2]) then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
return 1
`,
};

/** KEYS: wanted, progress. ARGV: channel, when the reading that is complete began. Wanted again since then: it stays. */
const finishScript: Script = {
  lua: `
local wanted = redis.call('HGET', KEYS[1], ARGV[1])
if wanted and tonumber(wanted) <= tonumber(ARGV[2]) then redis.call('HDEL', KEYS[1], ARGV[1]) end
local progress = redis.call('HGET', KEYS[2], ARGV[1])
if progress and cjson.decode(progress).startedAt == tonumber(ARGV[2]) then redis.call('HDEL', KEYS[2], ARGV[1]) end
return 1
`,
};

/**
 * Which channels are to be read back, and how far each is: two hashes by channel. `of`: after an absence, or for exports;
 * neither knows of the other's. Throws Unavailable.
 */
export function createBackfills(deps: {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
  readonly of?: 'backfills' | 'readings';
}): Backfills {
  const { redis } = deps;
  const { wanted, progress } = deps.keys[deps.of ?? 'backfills'];
  return {
    async want(channel, at) {
      await runScript(redis, wantScript, [wanted, progress], [channel, Math.floor(at)]);
    },
    wanted: () => reachRedis(redis.hkeys(wanted)),
    async progress(channel) {
      const [wantedAt, text] = await Promise.all([
        reachRedis(redis.hget(wanted, channel)),
        reachRedis(redis.hget(progress, channel)),
      ]);
      const kept: BackfillProgress | null = text === null ? null : StoredProgress.parse(text);
      return kept && kept.startedAt >= Number(wantedAt ?? 0) ? kept : null;
    },
    async save(channel, how) {
      await reachRedis(redis.hset(progress, channel, JSON.stringify(how)));
      await reachRedis(redis.hsetnx(wanted, channel, String(how.startedAt)));
    },
    async finish(channel, startedAt) {
      await runScript(redis, finishScript, [wanted, progress], [channel, startedAt]);
    },
  };
}
