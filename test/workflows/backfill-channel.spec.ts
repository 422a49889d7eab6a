import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/instant.ts';
import { ChannelLost, Misconfigured, RateLimited } from '../../src/ports/failures.ts';
import { type BackfillDeps, backfillChannel } from '../../src/workflows/backfill-channel.ts';
import { drainSlackEvents } from '../../src/workflows/drain-slack-events.ts';
import { aMessage, edited, OURSELVES, posted, tsAt } from '../builders/channel-events.ts';
import { NOON } from '../builders/incident.ts';
import { mortal } from '../fakes/mortal.ts';
import { awayWorld, joined } from './away-world.ts';

describe('what happened while the bot was away', () => {
  it('is in the mirror afterwards: posts, edits, files, reactions, and sealed', async () => {
    const file = { id: 'F1', name: 'heap.png', mimeType: 'image/png', size: 10, permalink: null };
    const world = await awayWorld(
      [posted({ ts: tsAt(1), text: 'a' })],
      [
        aMessage({ ts: tsAt(1), text: 'a, edited', editTs: tsAt(100) }),
        aMessage({ ts: tsAt(101), text: 'look', files: [file], reactions: { eyes: ['UBEN'] } }),
      ],
    );

    await backfillChannel(world.deps, 'C1');

    expect(await world.records()).toMatchObject([
      { text: 'a, edited', editTs: tsAt(100), earlier: [{ text: 'a' }] },
      { text: 'look', files: [file], reactions: { eyes: ['UBEN'] } },
    ]);
    await world.expectAllSealed();
    expect(JSON.stringify(await world.newFacts())).not.toMatch(/look|edited/);
  });

  it('a deletion is noticed by its absence', async () => {
    const world = await awayWorld(
      [posted({ ts: tsAt(1), text: 'a' }), posted({ ts: tsAt(2), text: 'b' })],
      [joined, aMessage({ ts: tsAt(2), text: 'b' })],
    );

    await backfillChannel(world.deps, 'C1');

    expect(await world.texts()).toEqual(['joined', '(deleted)', 'b']);
    await world.expectAllSealed();
  });

  it('what history does not show yet, because it was posted just now, is not deleted', async () => {
    const world = await awayWorld([posted({ ts: tsAt(10 * 60 - 5), text: 'just now' })], []);

    await backfillChannel(world.deps, 'C1');

    expect(await world.texts()).toEqual(['just now']);
  });

  it('threads are read, too: new replies, edited ones, and those that are gone', async () => {
    const thread = tsAt(1);
    const world = await awayWorld(
      [
        posted({ ts: thread, text: 'a' }),
        posted({ ts: tsAt(2), threadTs: thread, text: 'b' }),
        posted({ ts: tsAt(3), threadTs: thread, text: 'c' }),
      ],
      [
        aMessage({ ts: thread, text: 'a' }),
        aMessage({ ts: tsAt(2), threadTs: thread, text: 'b, edited', editTs: tsAt(100) }),
        aMessage({ ts: tsAt(101), threadTs: thread, text: 'd' }),
      ],
    );

    await backfillChannel(world.deps, 'C1');

    expect(await world.texts()).toEqual(['a', 'b, edited', '(deleted)', 'd']);
    await world.expectAllSealed();
  });

  it('a thread whose last reply and parent are gone is gone', async () => {
    const thread = tsAt(1);
    const world = await awayWorld(
      [posted({ ts: thread, text: 'a' }), posted({ ts: tsAt(2), threadTs: thread, text: 'b' })],
      [joined],
    );

    await backfillChannel(world.deps, 'C1');

    expect(await world.texts()).toEqual(['joined', '(deleted)', '(deleted)']);
  });

  it('a parent that was deleted is a tombstone, its replies stay', async () => {
    const thread = tsAt(1);
    const world = await awayWorld(
      [posted({ ts: thread, text: 'a' }), posted({ ts: tsAt(2), threadTs: thread, text: 'b' })],
      [
        aMessage({ ts: thread, subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' }),
        aMessage({ ts: tsAt(2), threadTs: thread, text: 'b' }),
      ],
    );

    await backfillChannel(world.deps, 'C1');

    expect(await world.records()).toMatchObject([{ deleted: true, user: 'UANA' }, { text: 'b' }]);
  });

  it('a message that we know only by a reaction, and that is a reply somewhere, is not taken for deleted', async () => {
    const world = await awayWorld(
      [{ kind: 'reacted', channel: 'C1', eventTs: tsAt(3), ts: tsAt(2), user: 'UBEN', emoji: 'eyes' }],
      [],
    );

    await backfillChannel(world.deps, 'C1');

    expect(await world.records()).toMatchObject([{ ts: tsAt(2), deleted: false }]);
  });

  it('never overwrites what was heard and is newer', async () => {
    const world = await awayWorld(
      [posted({ ts: tsAt(1), text: 'a' })],
      [aMessage({ ts: tsAt(1), text: 'a' })],
    );
    const messages: typeof world.deps.history.messages = async (channel, cursor) => {
      const page = await world.deps.history.messages(channel, cursor);
      await world.hear(edited({ ts: tsAt(1), text: 'newer', editTs: tsAt(599) }));
      await drainSlackEvents(world.deps);
      return page;
    };

    await backfillChannel({ ...world.deps, history: { ...world.deps.history, messages } }, 'C1');

    expect(await world.texts()).toEqual(['newer']);
    await world.expectAllSealed();
  });
});

describe('a reading', () => {
  const eight = Array.from({ length: 8 }, (_, i) => aMessage({ ts: tsAt(i + 1), text: `m${i + 1}` }));

  it('goes over all pages, and says up to when the channel is known', async () => {
    const world = await awayWorld([], eight, { pageSize: 3 });

    await backfillChannel(world.deps, 'C1');

    expect(await world.texts()).toEqual(eight.map(({ text }) => text));
    expect(await world.deps.mirror.readUpTo('C1')).toBe(tsAt(9 * 60, 0));
    expect(world.deps.history.calls).toHaveLength(3);
  });

  it('that finds nothing new adds nothing to the log', async () => {
    const world = await awayWorld([], eight);
    await backfillChannel(world.deps, 'C1');
    const before = await world.seals();

    await backfillChannel(world.deps, 'C1');

    expect(await world.seals()).toBe(before);
  });

  it('that meets a rate limit keeps what it read and is continued where it stopped', async () => {
    const replies = [1, 2].map((i) => aMessage({ ts: tsAt(20 + i), threadTs: tsAt(i), text: `r${i}` }));
    const world = await awayWorld([], [...eight, ...replies], { pageSize: 3 });
    let budget = 2;
    const limited = async <T>(call: () => Promise<T>): Promise<T> => {
      if (budget === 0) throw new RateLimited('rate-limited', NOON + 11 * MINUTE);
      budget -= 1;
      return call();
    };
    const { history } = world.deps;
    const deps: BackfillDeps = {
      ...world.deps,
      history: {
        messages: (...args) => limited(() => history.messages(...args)),
        replies: (...args) => limited(() => history.replies(...args)),
      },
    };

    await expect(backfillChannel(deps, 'C1')).rejects.toThrow(RateLimited);
    expect(await world.texts()).toEqual(['m3', 'm4', 'm5', 'm6', 'm7', 'm8']);
    expect(await world.deps.backfills.wanted()).toEqual(['C1']);
    expect(await world.deps.mirror.readUpTo('C1')).toBeNull();

    for (budget = 2; (await world.deps.mirror.readUpTo('C1')) === null; budget = 2)
      await backfillChannel(deps, 'C1').catch(() => {});
    expect(await world.texts()).toEqual([...eight, ...replies].map(({ text }) => text));
    expect(new Set(history.calls).size).toBe(history.calls.length);
    expect(await world.deps.backfills.wanted()).toEqual([]);
    await world.expectAllSealed();
  });

  it('that may not even begin stays wanted', async () => {
    const world = await awayWorld([], eight);
    const messages = async () => {
      throw new RateLimited('rate-limited', NOON + 11 * MINUTE);
    };

    await expect(
      backfillChannel({ ...world.deps, history: { ...world.deps.history, messages } }, 'C1'),
    ).rejects.toThrow(RateLimited);

    expect(await world.deps.backfills.wanted()).toEqual(['C1']);
  });

  it('whose cursor Slack does not know any more begins anew', async () => {
    const world = await awayWorld([], eight, { pageSize: 3 });
    let stale = true;
    const messages: typeof world.deps.history.messages = async (channel, cursor) => {
      if (!cursor || !stale) return world.deps.history.messages(channel, cursor);
      stale = false;
      throw new Misconfigured('invalid_cursor');
    };
    const deps = { ...world.deps, history: { ...world.deps.history, messages } };

    await expect(backfillChannel(deps, 'C1')).rejects.toThrow(Misconfigured);
    await backfillChannel(deps, 'C1');

    expect(await world.texts()).toEqual(eight.map(({ text }) => text));
  });

  it('of a channel that is lost, or that no incident has, ends', async () => {
    const world = await awayWorld([], []);
    await world.deps.backfills.want('C1', NOON);
    await world.deps.backfills.want('CRANDOM', NOON);
    const messages = async () => {
      throw new ChannelLost('C1', 'not-found');
    };
    const deps = { ...world.deps, history: { ...world.deps.history, messages } };

    await backfillChannel(deps, 'C1');
    await backfillChannel(deps, 'CRANDOM');

    expect(await world.deps.backfills.wanted()).toEqual([]);
  });

  it('killed at any call is finished by the next one, and every text is sealed', async () => {
    const thread = tsAt(1);
    const heard = [posted({ ts: thread, text: 'm1' }), posted({ ts: tsAt(50), text: 'gone' })];
    const shown = [...eight, aMessage({ ts: tsAt(60), threadTs: thread, text: 'reply' })];
    for (let call = 1, died = true; died; call += 1) {
      const world = await awayWorld(heard, shown, { pageSize: 3 });
      const life = mortal({ atCall: call, when: call % 2 === 0 ? 'before' : 'after' });
      const { log, index, mirror, notes, jobs, history, backfills } = world.deps;
      const dying: BackfillDeps = {
        ...world.deps,
        log: life.reach(log),
        index: life.reach(index),
        mirror: life.reach(mirror),
        notes: life.reach(notes),
        jobs: life.reach(jobs),
        history: life.reach(history),
        backfills: life.reach(backfills),
      };

      await backfillChannel(dying, 'C1').catch(() => {});
      died = life.isDead();
      await backfillChannel(world.deps, 'C1');

      expect(await world.texts()).toEqual([...eight.map(({ text }) => text), '(deleted)', 'reply']);
      await world.expectAllSealed();
    }
  });
});

it('wakes the drain, which may have waited for the mirror', async () => {
  const world = await awayWorld([], [aMessage({ ts: tsAt(1), user: OURSELVES.user, bot: OURSELVES.bot })]);

  await backfillChannel(world.deps, 'C1');

  expect(world.deps.jobs.woken).toContain('drain-slack-events');
  expect(await world.records()).toMatchObject([{ ours: true }]);
});
