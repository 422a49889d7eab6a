import type { RedisStore } from '../../src/integrations/redis/create-redis-store.ts';

/** More incidents than any storm may open. */
const ALL = 10_000;

/**
 * How many episodes of how many incidents there are for each fingerprint, over everything that the bot keeps: one, where
 * nothing was doubled.
 */
export async function ownedFingerprints(
  store: Pick<RedisStore, 'index' | 'episodes'>,
): Promise<ReadonlyMap<string, number>> {
  const owned = new Map<string, number>();
  for (const { id } of await store.index.recent(ALL)) {
    for (const { fingerprint } of await store.episodes.all(id)) {
      owned.set(fingerprint, (owned.get(fingerprint) ?? 0) + 1);
    }
  }
  return owned;
}
