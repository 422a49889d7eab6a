import { describe, expect, it } from 'vitest';
import { evolveAll } from '../../src/domain/evolve.ts';
import { Misconfigured, Unavailable } from '../../src/ports/failures.ts';
import { drainSlackEvents } from '../../src/workflows/drain-slack-events.ts';
import { edited, OURSELVES, posted, tsAt } from '../builders/channel-events.ts';
import { aDrainWorld } from '../builders/drain-world.ts';
import { happened, NOON } from '../builders/incident.ts';

describe('a drained batch', () => {
  it('is mirrored and sealed with one fact per incident, without any text in the log', async () => {
    const world = await aDrainWorld();
    await world.hear(
      posted({ ts: tsAt(1), text: 'a secret' }),
      posted({ ts: tsAt(2), text: 'for the others' }, 'C2'),
      edited({ ts: tsAt(1), text: 'another secret', editTs: tsAt(3) }),
      posted({ ts: tsAt(4), threadTs: tsAt(1), text: 'a reply' }),
    );

    await drainSlackEvents(world.deps);

    expect(await world.kinds('INC-7')).toEqual(['messages.sealed']);
    expect(await world.kinds('INC-8')).toEqual(['messages.sealed']);
    expect(JSON.stringify(await world.newFacts())).not.toMatch(/secret|reply/);
    expect(await world.deps.mirror.range('C1', {})).toMatchObject([
      { ts: tsAt(1), text: 'another secret', editTs: tsAt(3) },
      { ts: tsAt(4), threadTs: tsAt(1), text: 'a reply' },
    ]);
    await world.expectAllSealed();
    expect((await world.deps.inbox.depth()).undrained).toBe(0);
  });

  it('wakes nobody when it only sealed messages', async () => {
    const world = await aDrainWorld();
    await world.hear(posted({ ts: tsAt(1) }));

    await drainSlackEvents(world.deps);

    expect(world.deps.jobs.woken).toEqual([]);
  });

  it('drops what happens in channels without an incident', async () => {
    const world = await aDrainWorld();
    await world.hear(posted({ ts: tsAt(1) }, 'CRANDOM'));

    await drainSlackEvents(world.deps);

    expect(await world.deps.mirror.range('CRANDOM', {})).toEqual([]);
    expect(world.counted).toEqual(['slack_events_total dropped 1']);
    expect((await world.deps.inbox.depth()).undrained).toBe(0);
  });

  it('does not grow the log when our card is redrawn with the same text', async () => {
    const world = await aDrainWorld();
    const ours = { ts: tsAt(1), user: OURSELVES.user, bot: OURSELVES.bot, text: 'SEV1 checkout' };
    await world.hear(posted(ours));
    await drainSlackEvents(world.deps);
    await world.hear(edited({ ...ours, editTs: tsAt(5) }));

    await drainSlackEvents(world.deps);

    expect(await world.kinds()).toEqual(['messages.sealed']);
  });

  it('asks for the beginning of a channel that was never read back', async () => {
    const world = await aDrainWorld({ readUpTo: null });
    await world.hear(posted({ ts: tsAt(1) }));

    await drainSlackEvents(world.deps);

    expect(world.deps.jobs.woken).toContain('backfill C1');
  });

  it('waits while Slack has not told us who we are', async () => {
    const world = await aDrainWorld();
    await world.hear(posted({ ts: tsAt(1) }));
    const ourselves = async () => {
      throw new Unavailable('network');
    };

    await expect(drainSlackEvents({ ...world.deps, ourselves })).rejects.toThrow(Unavailable);

    expect((await world.deps.inbox.depth()).undrained).toBe(1);
  });
});

describe('what happens in the channel', () => {
  it('a pin or a configured reaction puts a message on the timeline once, and the bot reacts back', async () => {
    const world = await aDrainWorld();
    const at = { channel: 'C1', ts: tsAt(1) };
    await world.hear(
      posted({ ts: tsAt(1) }),
      { kind: 'reacted', ...at, eventTs: tsAt(2), user: 'UBEN', emoji: 'pushpin::skin-tone-2' },
      { kind: 'unreacted', ...at, eventTs: tsAt(3), user: 'UBEN', emoji: 'pushpin::skin-tone-2' },
      { kind: 'pinned', ...at, eventTs: tsAt(4), user: 'UCEM' },
      { kind: 'reacted', ...at, eventTs: tsAt(5), user: 'UCEM', emoji: 'eyes' },
    );

    await drainSlackEvents(world.deps);

    const marks = (await world.newFacts()).filter(({ body }) => body.kind === 'message.marked');
    expect(marks).toMatchObject([
      { by: { user: 'UBEN' }, door: 'reaction', body: { message: at, via: 'reaction' } },
    ]);
    expect(world.deps.chat.reactions).toEqual([{ message: at, emoji: 'white_check_mark' }]);
  });

  it('our own pins and reactions put nothing on the timeline', async () => {
    const world = await aDrainWorld();
    const ours = { channel: 'C1', ts: tsAt(1), user: OURSELVES.user };
    await world.hear(
      { kind: 'pinned', ...ours, eventTs: tsAt(2) },
      { kind: 'reacted', ...ours, eventTs: tsAt(3), emoji: 'pushpin' },
    );

    await drainSlackEvents(world.deps);

    expect(await world.kinds()).toEqual(['messages.sealed']);
  });

  it('a message is on the timeline even if Slack does not take the reaction', async () => {
    const world = await aDrainWorld();
    await world.hear({ kind: 'pinned', channel: 'C1', ts: tsAt(1), eventTs: tsAt(2), user: 'UBEN' });
    const react = async () => {
      throw new Misconfigured('missing_scope');
    };

    await drainSlackEvents({ ...world.deps, chat: { react } });

    expect(await world.kinds()).toEqual(['message.marked']);
  });

  it('a role holder who leaves gives the role up, others leave as they like', async () => {
    const world = await aDrainWorld();
    await world.hear(
      { kind: 'left', channel: 'C1', eventTs: tsAt(1), user: 'UBEN' },
      { kind: 'left', channel: 'C1', eventTs: tsAt(2), user: 'UANA' },
      { kind: 'left', channel: 'C1', eventTs: tsAt(3), user: 'UANA' },
    );

    await drainSlackEvents(world.deps);

    expect(await world.newFacts()).toMatchObject([
      {
        body: { kind: 'role.vacated', role: 'commander', user: 'UANA' },
        at: NOON + 2_000,
        door: 'slack-event',
      },
    ]);
    expect(world.deps.jobs.woken).toEqual(['advance INC-7']);
  });

  it('a channel archived by a person, or deleted, is lost', async () => {
    const world = await aDrainWorld();
    await world.hear(
      { kind: 'archived', channel: 'C1', eventTs: tsAt(1), user: 'UBEN' },
      { kind: 'deleted-channel', channel: 'C2', eventTs: tsAt(1), user: null },
      { kind: 'renamed', channel: 'C2', eventTs: tsAt(1), name: 'other' },
    );

    await drainSlackEvents(world.deps);

    expect(await world.newFacts('INC-7')).toMatchObject([
      { body: { kind: 'channel.lost', channel: 'C1', reason: 'archived' }, by: { user: 'UBEN' } },
    ]);
    expect(await world.newFacts('INC-8')).toMatchObject([
      { body: { kind: 'channel.lost', channel: 'C2', reason: 'deleted' }, by: { kind: 'keyturn' } },
    ]);
  });
});

describe('an entry that can not be applied', () => {
  async function aPoisonedWorld() {
    const world = await aDrainWorld();
    await world.hear(
      posted({ ts: tsAt(1), text: 'before' }),
      posted({ ts: tsAt(2), text: 'poison' }),
      posted({ ts: tsAt(3), text: 'after' }),
      posted({ ts: tsAt(4), text: 'elsewhere' }, 'C2'),
    );
    const put: typeof world.deps.mirror.put = async (channel, records) => {
      if (records.some(({ text }) => text === 'poison')) throw new TypeError('this text breaks us');
      return world.deps.mirror.put(channel, records);
    };
    const drain = () => drainSlackEvents({ ...world.deps, mirror: { ...world.deps.mirror, put } });
    const texts = async (channel: string) =>
      (await world.deps.mirror.range(channel, {})).map(({ text }) => text);
    return { ...world, drain, texts };
  }

  it('holds back its own channel, not the others', async () => {
    const { drain, texts, deps } = await aPoisonedWorld();

    await drain();

    expect(await texts('C1')).toEqual(['before']);
    expect(await texts('C2')).toEqual(['elsewhere']);
    expect((await deps.inbox.depth()).undrained).toBe(3);
  });

  it('goes to quarantine when it failed three times, is counted, and what comes after it goes on', async () => {
    const { drain, texts, deps, counted, expectAllSealed } = await aPoisonedWorld();

    await drain();
    await drain();
    await drain();

    expect((await deps.inbox.depth()).quarantined).toBe(1);
    expect(counted).toContain('inbox_quarantined_total slack 1');
    expect(await texts('C1')).toEqual(['before', 'after']);
    expect((await deps.inbox.depth()).undrained).toBe(0);
    await expectAllSealed();
  });

  it('is left alone by a version that must not write this incident', async () => {
    const world = await aDrainWorld();
    await world.hear(posted({ ts: tsAt(1) }), posted({ ts: tsAt(2) }, 'C2'));
    const append: typeof world.deps.log.append = async (one) => {
      if (one.incident.id === 'INC-7') throw new Misconfigured('newer-fold');
      return world.deps.log.append(one);
    };
    const old = { ...world.deps, log: { ...world.deps.log, append } };

    for (let i = 0; i < 4; i++) await drainSlackEvents(old);
    expect((await world.deps.inbox.depth()).quarantined).toBe(0);

    await drainSlackEvents(world.deps);
    expect(await world.kinds('INC-7')).toEqual(['messages.sealed']);
    expect((await world.deps.inbox.depth()).undrained).toBe(0);
  });
});

it('a channel whose mirror somebody else holds waits, the others do not', async () => {
  const world = await aDrainWorld();
  await world.hear(posted({ ts: tsAt(1) }), posted({ ts: tsAt(2) }, 'C2'));

  await world.deps.notes.exclusively('mirror.C1', () => drainSlackEvents(world.deps));
  expect([await world.kinds('INC-7'), await world.kinds('INC-8')]).toEqual([[], ['messages.sealed']]);

  await drainSlackEvents(world.deps);
  expect(await world.kinds('INC-7')).toEqual(['messages.sealed']);
  await world.expectAllSealed();
});

it('decides again when somebody else appended first', async () => {
  const world = await aDrainWorld();
  await world.hear({ kind: 'left', channel: 'C1', eventTs: tsAt(2), user: 'UANA' });
  let raced = false;
  const append: typeof world.deps.log.append = async (one) => {
    if (raced) return world.deps.log.append(one);
    raced = true;
    const base = await world.deps.log.load('INC-7');
    if (!base) throw new Error('INC-7 is missing');
    const handedOver = happened({ kind: 'role.assigned', role: 'commander', user: 'UBEN', previous: 'UANA' });
    await world.deps.log.append({
      ...one,
      base,
      ...evolveAll(base.incident, [handedOver], NOON),
      applies: [],
    });
    return world.deps.log.append(one);
  };

  await drainSlackEvents({ ...world.deps, log: { ...world.deps.log, append } });

  expect(await world.kinds()).toEqual(['role.assigned']);
});
