import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBackfills } from '../../../src/integrations/redis/backfills.ts';
import { createPresence } from '../../../src/integrations/redis/presence.ts';
import { createStoreKeys } from '../../../src/integrations/redis/store-keys.ts';
import type { BackfillProgress, Backfills } from '../../../src/ports/backfills.ts';
import type { Presence } from '../../../src/ports/presence.ts';
import { createFakeBackfills } from '../../fakes/backfills.ts';
import { createFakePresence } from '../../fakes/presence.ts';
import { freshKeyPrefix } from '../../setup/key-prefix.ts';
import { startConnection } from './start-store.ts';

const begun = (startedAt: number): BackfillProgress => ({
  startedAt,
  asOf: '1700000000.000000',
  cursor: 'next',
  historyRead: false,
  seen: ['1699999999.000100'],
  threads: [],
  threadCursor: null,
  threadSeen: [],
});

let redis: Awaited<ReturnType<typeof startConnection>>;
beforeAll(async () => {
  redis = await startConnection();
});
afterAll(() => redis.disconnect());

// The fakes that workflow tests trust keep the same promises as the store.
describe.each(['redis', 'fake'] as const)('the note of backfills (%s)', (kind) => {
  let backfills: Backfills;
  let presence: Presence;
  beforeEach(() => {
    const keys = createStoreKeys(freshKeyPrefix());
    backfills = kind === 'redis' ? createBackfills({ redis, keys }) : createFakeBackfills();
    presence = kind === 'redis' ? createPresence({ redis, keys }) : createFakePresence();
  });

  it('keeps how far a channel is, until it is finished', async () => {
    await backfills.want('C1', 1_000);
    expect([await backfills.wanted(), await backfills.progress('C1')]).toEqual([['C1'], null]);

    await backfills.save('C1', begun(2_000));
    expect(await backfills.progress('C1')).toEqual(begun(2_000));

    await backfills.finish('C1', 2_000);
    expect([await backfills.wanted(), await backfills.progress('C1')]).toEqual([[], null]);
  });

  it('a channel that is being read is wanted, also when nobody asked', async () => {
    await backfills.save('C1', begun(2_000));

    expect(await backfills.wanted()).toEqual(['C1']);
  });

  it('a channel wanted again begins anew, and the end of the older reading does not count', async () => {
    await backfills.save('C1', begun(2_000));
    await backfills.want('C1', 3_000);

    expect(await backfills.progress('C1')).toBeNull();
    await backfills.finish('C1', 2_000);

    expect(await backfills.wanted()).toEqual(['C1']);
  });

  it('an older wish does not undo a newer one', async () => {
    await backfills.want('C1', 3_000);
    await backfills.want('C1', 1_000);
    await backfills.finish('C1', 2_000);

    expect(await backfills.wanted()).toEqual(['C1']);
  });

  it('the last moment alive is the latest of all that were noted', async () => {
    expect(await presence.lastAlive()).toBeNull();

    await presence.alive(2_000);
    await presence.alive(1_000);

    expect(await presence.lastAlive()).toBe(2_000);
  });
});
