import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBackfills } from '../../../src/integrations/redis/backfills.ts';
import { createStoreKeys } from '../../../src/integrations/redis/store-keys.ts';
import { freshKeyPrefix } from '../../setup/key-prefix.ts';
import { startConnection } from './start-store.ts';

let redis: Awaited<ReturnType<typeof startConnection>>;
beforeAll(async () => {
  redis = await startConnection();
});
afterAll(() => redis.disconnect());

it('what an export reads is not taken for what an absence left unread', async () => {
  const keys = createStoreKeys(freshKeyPrefix());
  const [absences, exports] = [
    createBackfills({ redis, keys }),
    createBackfills({ redis, keys, of: 'readings' }),
  ];

  await exports.want('C1', 1_000);

  expect(await absences.wanted()).toEqual([]);
  expect(await exports.wanted()).toEqual(['C1']);
});
