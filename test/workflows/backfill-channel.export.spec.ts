import { describe, expect, it } from 'vitest';
import { ChannelLost, RateLimited } from '../../src/ports/failures.ts';
import { backfillChannel, type ReadingProgress } from '../../src/workflows/backfill-channel.ts';
import { drainSlackEvents } from '../../src/workflows/drain-slack-events.ts';
import { aMessage, posted, tsAt } from '../builders/channel-events.ts';
import { aDrainWorld } from '../builders/drain-world.ts';
import { createFakeBackfills } from '../fakes/backfills.ts';
import { createFakeChannelHistory } from '../fakes/channel-history.ts';

const [first, second] = [tsAt(1), tsAt(2)];
const shown = [
  aMessage({ ts: first, text: 'a thread that is known' }),
  aMessage({ ts: second, text: 'a thread with a reply that nobody heard' }),
  aMessage({ ts: tsAt(3), text: 'alone' }),
  aMessage({ ts: tsAt(4), threadTs: first, text: 'known' }),
  aMessage({ ts: tsAt(5), threadTs: second, text: 'heard' }),
  aMessage({ ts: tsAt(6), threadTs: second, text: 'not heard' }),
];

/** All but the last reply were heard. */
async function heardMost() {
  const world = await aDrainWorld();
  await world.hear(...shown.slice(0, -1).map((message) => posted(message)));
  await drainSlackEvents(world.deps);
  const history = createFakeChannelHistory(shown, 2);
  return { ...world, deps: { ...world.deps, history, backfills: createFakeBackfills() } };
}

describe('reading a channel for an export', () => {
  it('asks only for threads of which the mirror holds fewer replies, or more, than Slack counts', async () => {
    const { deps, expectAllSealed } = await heardMost();

    expect(await backfillChannel(deps, 'C1', { threads: 'unmirrored' })).toBe('read');

    const asked = deps.history.calls.filter((call) => call.startsWith('replies'));
    expect(asked).toEqual([`replies ${second} first`]);
    const texts = (await deps.mirror.range('C1', {})).map(({ text }) => text);
    expect(texts).toEqual(shown.map(({ text }) => text));
    await expectAllSealed();
  });

  it('finds an answer that stands in the place of one that was deleted, and what is left of threads that are gone', async () => {
    const [gone, emptied] = [tsAt(7), tsAt(8)];
    const world = await aDrainWorld();
    const heard = [
      ...shown,
      aMessage({ ts: gone, text: 'parent' }),
      aMessage({ ts: emptied, text: 'empty' }),
      aMessage({ ts: tsAt(9), threadTs: gone, text: 'of a thread that is gone' }),
      aMessage({ ts: tsAt(10), threadTs: emptied, text: 'the only one' }),
    ];
    await world.hear(...heard.map((message) => posted(message)));
    await drainSlackEvents(world.deps);
    const instead = aMessage({ ts: tsAt(11), threadTs: first, text: 'instead' });
    const now = [
      ...shown.filter(({ ts }) => ts !== tsAt(4)),
      aMessage({ ts: emptied, text: 'empty' }),
      instead,
    ];
    const history = createFakeChannelHistory(now);
    const deps = { ...world.deps, history, backfills: createFakeBackfills() };

    await backfillChannel(deps, 'C1', { threads: 'unmirrored' });

    const records = await deps.mirror.range('C1', {});
    const standing = records.filter(({ deleted }) => !deleted).map(({ text }) => text);
    expect(standing.toSorted()).toEqual(now.map(({ text }) => text).toSorted());
    expect(records).toHaveLength(heard.length + 1);
    expect(history.calls.filter((call) => call.startsWith('replies'))).toHaveLength(3);
    await world.expectAllSealed();
  });

  it('asks for the next thread while the one before is merged, and merges what came before it must wait', async () => {
    const { deps } = await heardMost();
    const { replies } = deps.history;
    let asked = 0;
    deps.history.replies = async (...thread) => {
      asked += 1;
      if (asked === 2) throw new RateLimited('budget-used-up', 0);
      return replies(...thread);
    };
    const merging: number[] = [];
    const put = deps.mirror.put;
    deps.mirror.put = async (...records) => {
      merging.push(asked);
      return put(...records);
    };

    await expect(backfillChannel(deps, 'C1')).rejects.toThrow(RateLimited);

    expect(merging.at(-1)).toBe(2);
    expect((await deps.backfills.progress('C1'))?.threads).toEqual([first]);
  });

  it('tells after each page how far it is', async () => {
    const { deps } = await heardMost();
    const told: ReadingProgress[] = [];
    const onProgress = async (progress: ReadingProgress) => {
      told.push(progress);
    };

    await backfillChannel(deps, 'C1', { onProgress });

    expect(told).toEqual([
      { messages: { read: 2, of: 5 }, threads: { read: 0, of: 1 } },
      { messages: { read: 3, of: 5 }, threads: { read: 0, of: 2 } },
      { messages: { read: 5, of: 5 }, threads: { read: 1, of: 2 } },
      { messages: { read: 6, of: 6 }, threads: { read: 2, of: 2 } },
    ]);
  });

  it('ends where the one who listens ends it, and goes on from there', async () => {
    const { deps } = await heardMost();
    const stop = async () => {
      throw new Error('enough');
    };

    await expect(backfillChannel(deps, 'C1', { onProgress: stop })).rejects.toThrow('enough');
    const before = deps.history.calls.length;
    await backfillChannel(deps, 'C1');

    expect(deps.history.calls.slice(before)[0]).toBe('messages 2');
    expect(await deps.mirror.range('C1', {})).toHaveLength(shown.length);
  });

  it('says when a channel is lost, and when it is none of ours', async () => {
    const { deps } = await heardMost();
    const messages = async () => {
      throw new ChannelLost('C1', 'archived');
    };
    const lost = { ...deps, history: { ...deps.history, messages } };

    expect(await backfillChannel(lost, 'C1')).toBe('lost');
    expect(await backfillChannel(lost, 'CRANDOM')).toBe('unknown');
  });
});
