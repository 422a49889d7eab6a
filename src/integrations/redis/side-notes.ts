import { z } from 'zod';
import type { SideNotes } from '../../ports/side-notes.ts';
import { type LeaseDeps, withLease } from './lease.ts';
import { reachRedis } from './reach-redis.ts';
import type { StoreKeys } from './store-keys.ts';

const StoredShown = z.object({ digest: z.string(), at: z.number() });

/** Notes about our own doing, beside the log. Throws Unavailable. */
export function createSideNotes(deps: LeaseDeps & { readonly keys: StoreKeys }): SideNotes {
  const { redis, keys } = deps;
  return {
    async beginStep(id, step) {
      return (await reachRedis(redis.hsetnx(keys.incident(id).begunSteps, step, '1'))) === 0;
    },
    async keepFirst(id, what, value) {
      const key = keys.incident(id).firstValues;
      await reachRedis(redis.hsetnx(key, what, value));
      return (await reachRedis(redis.hget(key, what))) ?? value;
    },
    async forgetStep(id, step) {
      await reachRedis(redis.hdel(keys.incident(id).begunSteps, step));
    },
    async shown(id, view) {
      const text = await reachRedis(redis.hget(keys.incident(id).shown, view));
      return text === null ? null : StoredShown.parse(JSON.parse(text));
    },
    async setShown(id, view, shown) {
      await reachRedis(redis.hset(keys.incident(id).shown, view, JSON.stringify(shown)));
    },
    exclusively: (id, work) => withLease(deps, keys.incident(id).lease, work),
  };
}
