import { expect } from 'vitest';
import { foldLog } from '../../src/domain/evolve.ts';
import type { RedisStore } from '../../src/integrations/redis/create-redis-store.ts';

/** The chain of an incident's log is whole, its texts are as sealed, and folding its facts makes its snapshot. */
export async function expectWholeLog(store: RedisStore, incident: string): Promise<void> {
  const verification = await store.verify.incident(incident);
  expect(verification?.damages).toEqual([]);
  const [facts, loaded] = await Promise.all([store.log.facts(incident), store.log.load(incident)]);
  // Through JSON, as the snapshot went: what is undefined is not there.
  expect(JSON.parse(JSON.stringify(foldLog(incident, facts)))).toEqual(loaded?.incident);
}
