import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/domain/instant.ts';
import { createGroupKeys } from '../../../src/integrations/redis/group-keys.ts';
import { createStoreKeys } from '../../../src/integrations/redis/store-keys.ts';
import { createWatchdogNotes } from '../../../src/integrations/redis/watchdog-notes.ts';
import type { GroupKeys } from '../../../src/ports/group-keys.ts';
import type { WatchdogNotes } from '../../../src/ports/watchdog-notes.ts';
import { NOON } from '../../builders/incident.ts';
import { createFakeGroupKeys } from '../../fakes/group-keys.ts';
import { createFakeWatchdogNotes } from '../../fakes/watchdog-notes.ts';
import { freshKeyPrefix } from '../../setup/key-prefix.ts';
import { startConnection } from './start-store.ts';

let redis: Awaited<ReturnType<typeof startConnection>>;
beforeAll(async () => {
  redis = await startConnection();
});
afterAll(() => redis.disconnect());

describe.each(['redis', 'fake'] as const)('the notes about alerts (%s)', (kind) => {
  let groupKeys: GroupKeys;
  let watchdogs: WatchdogNotes;
  beforeEach(() => {
    const keys = createStoreKeys(freshKeyPrefix());
    groupKeys = kind === 'redis' ? createGroupKeys({ redis, keys }) : createFakeGroupKeys();
    watchdogs = kind === 'redis' ? createWatchdogNotes({ redis, keys }) : createFakeWatchdogNotes();
  });

  it('keep the keys of a group until there are none', async () => {
    await groupKeys.set('g1', ['k1', 'k2']);
    await groupKeys.set('g2', ['k3']);
    await groupKeys.set('g2', []);

    expect(await groupKeys.of(['g1', 'g2', 'g3'])).toEqual(new Map([['g1', ['k1', 'k2']]]));
    expect(await groupKeys.of([])).toEqual(new Map());
  });

  it('keep when a watchdog was last heard, whichever process says it later', async () => {
    expect(await watchdogs.lastHeard('w')).toBeNull();

    await watchdogs.heard('w', NOON + 2);
    await watchdogs.heard('w', NOON + 1);

    expect(await watchdogs.lastHeard('w')).toBe(NOON + 2);
    expect(await watchdogs.lastHeard('v')).toBeNull();
  });

  it('know since when the bot is up, over its processes and restarts, until there is a hole', async () => {
    expect(await watchdogs.upSince(NOON, 2 * MINUTE)).toBe(NOON);
    expect(await watchdogs.upSince(NOON + 2 * MINUTE, 2 * MINUTE)).toBe(NOON);
    expect(await watchdogs.upSince(NOON + MINUTE, 2 * MINUTE)).toBe(NOON);
    expect(await watchdogs.upSince(NOON + 4 * MINUTE, 2 * MINUTE)).toBe(NOON);

    expect(await watchdogs.upSince(NOON + 7 * MINUTE, 2 * MINUTE)).toBe(NOON + 7 * MINUTE);
  });
});
