import { describe, expect, it } from 'vitest';
import { backfillChannel } from '../../src/workflows/backfill-channel.ts';
import { aMessage, posted, tsAt } from '../builders/channel-events.ts';
import { awayWorld } from './away-world.ts';

describe('a reading', () => {
  it('goes back to the beginning, however much is known: old threads get answers, old texts are edited', async () => {
    const day = 24 * 3_600;
    const thread = tsAt(-3 * day);
    const heard = [
      posted({ ts: thread, text: 'old' }),
      posted({ ts: tsAt(-3 * day + 60), threadTs: thread, text: 'answer' }),
      posted({ ts: tsAt(-2 * day), text: 'as it was' }),
    ];
    const shown = [
      aMessage({ ts: thread, text: 'old' }),
      aMessage({ ts: tsAt(-3 * day + 60), threadTs: thread, text: 'answer, edited', editTs: tsAt(100) }),
      aMessage({ ts: tsAt(-2 * day), text: 'as it is', editTs: tsAt(101) }),
      aMessage({ ts: tsAt(102), threadTs: thread, text: 'three days later' }),
    ];
    const world = await awayWorld(heard, shown, { readUpTo: tsAt(0, 0) });

    await backfillChannel(world.deps, 'C1');

    expect(await world.texts()).toEqual(['old', 'answer, edited', 'as it is', 'three days later']);
  });

  it('takes nothing for deleted that is older than all that Slack shows: workspaces keep messages for some time only', async () => {
    const thread = tsAt(2);
    const heard = [
      posted({ ts: tsAt(1), text: 'old' }),
      posted({ ts: thread, text: 'old thread' }),
      posted({ ts: tsAt(3), threadTs: thread, text: 'old answer' }),
    ];
    const world = await awayWorld(heard, [aMessage({ ts: tsAt(60), text: 'new' })]);
    const empty = await awayWorld(heard, []);

    await backfillChannel(world.deps, 'C1');
    await backfillChannel(empty.deps, 'C1');

    expect(await world.texts()).toEqual(['old', 'old thread', 'old answer', 'new']);
    expect(await empty.texts()).toEqual(['old', 'old thread', 'old answer']);
  });
});
