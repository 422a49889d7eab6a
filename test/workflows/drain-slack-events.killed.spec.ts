import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelEvent } from '../../src/domain/channel-event.ts';
import { type DrainSlackDeps, drainSlackEvents } from '../../src/workflows/drain-slack-events.ts';
import { deleted, edited, posted, tsAt } from '../builders/channel-events.ts';
import { aDrainWorld } from '../builders/drain-world.ts';
import { mortal } from '../fakes/mortal.ts';
import { startConnection, startStore } from '../integrations/redis/start-store.ts';

describe.each(['in memory', 'in Redis'] as const)('a process that is killed while draining (%s)', (where) => {
  let redis: Awaited<ReturnType<typeof startConnection>>;
  beforeAll(async () => {
    redis = await startConnection();
  });
  afterAll(() => redis.disconnect());

  async function aWorld() {
    if (where === 'in memory') return aDrainWorld();
    const { log, index, slackEvents, mirror, sideNotes } = await startStore({ redis });
    return aDrainWorld({ kept: { log, index, inbox: slackEvents, mirror, notes: sideNotes } });
  }

  const events: ChannelEvent[] = [
    posted({ ts: tsAt(1), text: 'a' }),
    posted({ ts: tsAt(2), text: 'b' }, 'C2'),
    edited({ ts: tsAt(1), text: 'a, edited', editTs: tsAt(3) }),
    { kind: 'pinned', channel: 'C1', ts: tsAt(1), eventTs: tsAt(4), user: 'UBEN' },
    posted({ ts: tsAt(5), text: 'gone soon' }),
    deleted(tsAt(5), tsAt(6)),
    { kind: 'left', channel: 'C1', eventTs: tsAt(7), user: 'UANA' },
    { kind: 'reacted', channel: 'C2', ts: tsAt(2), eventTs: tsAt(8), user: 'UBEN', emoji: 'eyes' },
    { ...edited({ ts: tsAt(1), text: 'a, edited', editTs: tsAt(3) }), eventTs: tsAt(9) },
    { kind: 'archived', channel: 'C2', eventTs: tsAt(10), user: 'UBEN' },
  ];
  const later: ChannelEvent[] = [
    edited({ ts: tsAt(1), text: 'a, again', editTs: tsAt(11) }),
    { kind: 'pinned', channel: 'C1', ts: tsAt(1), eventTs: tsAt(12), user: 'UCEM' },
  ];

  /** One run that dies at a call; then more events come, and a new process drains. */
  async function killedAt(atCall: number, when: 'before' | 'after') {
    const world = await aWorld();
    await world.hear(...events);
    const life = mortal({ atCall, when });
    const { log, index, inbox, mirror, notes, chat, jobs } = world.deps;
    const dying: DrainSlackDeps = {
      ...world.deps,
      log: life.reach(log),
      index: life.reach(index),
      inbox: life.reach(inbox),
      mirror: life.reach(mirror),
      notes: life.reach(notes),
      chat: life.reach(chat),
      jobs: life.reach(jobs),
    };
    await drainSlackEvents(dying).catch(() => {});
    await world.hear(...later);
    await drainSlackEvents(world.deps);
    return { ...world, died: life.isDead() };
  }

  it.each(['before', 'after'] as const)(
    'loses nothing and doubles nothing, killed right %s any call',
    async (when) => {
      const whole = await killedAt(Number.POSITIVE_INFINITY, when);
      const story = async (world: typeof whole, id: string) =>
        (await world.newFacts(id))
          .filter(({ body }) => body.kind !== 'messages.sealed')
          .map(({ body }) => body);
      let call = 0;
      for (let died = true; died; ) {
        call += 1;
        const world = await killedAt(call, when);
        died = world.died;

        for (const id of ['INC-7', 'INC-8']) expect(await story(world, id)).toEqual(await story(whole, id));
        for (const channel of ['C1', 'C2'])
          expect(await world.deps.mirror.range(channel, {})).toEqual(
            await whole.deps.mirror.range(channel, {}),
          );
        await world.expectAllSealed();
        expect(world.deps.chat.reactions).toEqual(whole.deps.chat.reactions);
        expect(await world.deps.inbox.depth()).toMatchObject({ undrained: 0, quarantined: 0 });
      }
      expect(call).toBeGreaterThan(20);
      expect((await story(whole, 'INC-7')).map(({ kind }) => kind)).toEqual([
        'message.marked',
        'role.vacated',
      ]);
      expect((await story(whole, 'INC-8')).map(({ kind }) => kind)).toEqual(['channel.lost']);
    },
  );
});
