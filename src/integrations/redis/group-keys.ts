import { z } from 'zod';
import type { GroupKeys } from '../../ports/group-keys.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { shortDigest } from './short-digest.ts';
import type { StoreKeys } from './store-keys.ts';

/** Longer than any repeat_interval in use, in seconds. */
const REMEMBER = 30 * 24 * 3_600;

const Noted = z.array(z.string());

/** The notes, one key for each group, because only keys can expire. Throws Unavailable. */
export function createGroupKeys(deps: {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
}): GroupKeys {
  const { redis, keys } = deps;
  const keyOf = (group: string) => keys.groupKeys(shortDigest(group));
  return {
    async of(groups) {
      if (groups.length === 0) return new Map();
      const notes = await reachRedis(redis.mget(groups.map(keyOf)));
      const found = groups.flatMap((group, i): [string, readonly string[]][] => {
        const note = notes[i];
        return note ? [[group, Noted.parse(JSON.parse(note))]] : [];
      });
      return new Map(found);
    },
    async set(group, own) {
      if (own.length === 0) await reachRedis(redis.del(keyOf(group)));
      else await reachRedis(redis.set(keyOf(group), JSON.stringify(own), 'EX', REMEMBER));
    },
  };
}
