import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/instant.ts';
import { Unavailable } from '../../src/ports/failures.ts';
import { backfillAfterAbsence } from '../../src/workflows/backfill-after-absence.ts';
import { aDrainWorld } from '../builders/drain-world.ts';
import { NOON } from '../builders/incident.ts';
import { createFakeBackfills } from '../fakes/backfills.ts';
import { createFakePresence } from '../fakes/presence.ts';

async function world(lastAlive: number | null, now: number) {
  const { deps } = await aDrainWorld();
  const presence = createFakePresence();
  if (lastAlive !== null) await presence.alive(lastAlive);
  return { ...deps, presence, backfills: createFakeBackfills(), clock: { now: () => now } };
}

it('reads back the channel of every open incident after more than a minute away', async () => {
  const deps = await world(NOON, NOON + MINUTE + SECOND);

  await backfillAfterAbsence(deps);

  expect(deps.jobs.woken.toSorted()).toEqual(['backfill C1', 'backfill C2']);
  expect(await deps.presence.lastAlive()).toBe(NOON + MINUTE + SECOND);
});

it('reads nothing back after a shorter pause, which Slack bridges, or at the very first start', async () => {
  const paused = await world(NOON, NOON + MINUTE);
  const fresh = await world(null, NOON);

  await backfillAfterAbsence(paused);
  await backfillAfterAbsence(fresh);

  expect([...paused.jobs.woken, ...fresh.jobs.woken]).toEqual([]);
});

it('wakes what was wanted before and did not come to its end', async () => {
  const deps = await world(NOON, NOON + 15 * SECOND);
  await deps.backfills.want('C2', NOON - MINUTE);

  await backfillAfterAbsence(deps);

  expect(deps.jobs.woken).toEqual(['backfill C2']);
});

it('does not forget an absence when it is interrupted', async () => {
  const deps = await world(NOON, NOON + 2 * MINUTE);
  const want = async () => {
    throw new Unavailable('redis-unreachable');
  };

  await expect(backfillAfterAbsence({ ...deps, backfills: { ...deps.backfills, want } })).rejects.toThrow(
    Unavailable,
  );
  await backfillAfterAbsence(deps);

  expect(deps.jobs.woken).toHaveLength(2);
});
