import { expect, it } from 'vitest';
import { backfillWhenWanted } from '../../src/workflows/backfill-when-wanted.ts';
import { aMessage, tsAt } from '../builders/channel-events.ts';
import { aDrainWorld } from '../builders/drain-world.ts';
import { NOON } from '../builders/incident.ts';
import { createFakeBackfills } from '../fakes/backfills.ts';
import { createFakeChannelHistory } from '../fakes/channel-history.ts';

async function aWorld(readUpTo: string | null) {
  const { deps } = await aDrainWorld({ readUpTo });
  const history = createFakeChannelHistory([aMessage({ ts: tsAt(1), text: 'a' })]);
  return { ...deps, history, backfills: createFakeBackfills() };
}

it('reads a channel that is wanted once, however often it is woken meanwhile', async () => {
  const deps = await aWorld(tsAt(0));
  await deps.backfills.want('C1', NOON);

  for (let woken = 0; woken < 3; woken++) await backfillWhenWanted(deps, 'C1');

  expect(deps.history.calls).toEqual(['messages first']);
  expect(await deps.backfills.wanted()).toEqual([]);
});

it('reads a channel that was never read', async () => {
  const deps = await aWorld(null);

  await backfillWhenWanted(deps, 'C1');
  await backfillWhenWanted(deps, 'C1');

  expect(deps.history.calls).toEqual(['messages first']);
});
