import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startWorld } from '../world.ts';

describe('a Slack', () => {
  it.each(['http', 'socket'] as const)(
    'that is away when the bot starts (%s): alerts are taken, and all is there once when it is back',
    async (mode) => {
      const world = await startWorld({ mode });
      await world.stop();
      await world.slack.down();
      const starting = world.start();
      // By Socket Mode the start of the world waits for a connection; the bot itself does not.
      if (mode === 'http') await starting;
      else await wait(1_000);
      const since = world.now();
      const first = { since };
      const other = { alertname: 'TargetDown', cluster: 'prod-eu1' };

      expect(await world.deliver({ alerts: [first] })).toBe(202);
      expect(await world.deliver({ alerts: [first, { labels: { pod: 'checkout-2' }, since }] })).toBe(202);
      expect(await world.deliver({ group: other, alerts: [first] })).toBe(202);
      await wait(500);
      await world.slack.up();
      world.passes(60_000);

      const rooms = [await world.room('INC-1'), await world.room('INC-2')];
      await rooms[0]?.cardReads(/2 firing/);
      await starting;
      await world.settles();
      for (const room of rooms) expect(room.view.pins).toHaveLength(1);
      // Two incidents at a time: which is announced first is nobody's promise.
      const announced = [expect.stringMatching(/INC-1/), expect.stringMatching(/INC-2/)];
      expect(world.board.texts()).toEqual(expect.arrayContaining(announced));
      expect(world.board.texts()).toHaveLength(2);
      expect(world.slack.channels.filter(({ name }) => name.startsWith('inc-'))).toHaveLength(2);
      const asked = await world.slack.as('ana').command('/incident', 'list', { channel: 'incidents' });
      expect(asked.shown).toMatch(/2 incidents are open/);
      for (const id of ['INC-1', 'INC-2']) await world.logIsWhole(id);
    },
  );

  it('that answers 5xx for a minute and then 429, in the middle of opening: one of everything in the end', async () => {
    const world = await startWorld();
    const troubled = ['conversations.create', 'chat.postMessage', 'pins.add', 'conversations.setTopic'];
    for (const method of troubled) {
      world.slack.fault(method, { kind: '5xx', status: 503 }, { times: 2 });
      // Short, because a budget is waited for in real time.
      world.slack.fault(method, { kind: '429', retryAfter: 2 }, { times: 1 });
    }

    await world.deliver({ alerts: [{}] });
    await world.slack.until(
      () => {
        world.passes(2_000);
        return world.slack.plannedFaults().length === 0;
      },
      60_000,
      'every fault has happened',
    );
    world.passes(60_000);
    const room = await world.room('INC-1');
    await world.slack.until(() => room.view.topic !== '' && !/Waiting/.test(room.card()), 60_000, 'healed');
    await world.settles();

    expect(room.texts()).toHaveLength(1);
    expect(room.card()).not.toMatch(/Waiting|Left out/);
    expect(room.view.pins).toHaveLength(1);
    expect(world.board.texts()).toHaveLength(1);
    expect(world.slack.channels.filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
    await world.logIsWhole('INC-1');
  });
});
