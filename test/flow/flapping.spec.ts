import { describe, expect, it } from 'vitest';
import { startWorld } from './world.ts';

const SECOND = 1_000;

describe('an alert that flaps while people work on it', () => {
  it('changes the card; all clear, and that it fires again, is said once in ten minutes', async () => {
    const world = await startWorld();
    const began = world.now();
    await world.deliver({ alerts: [{ since: began }] });
    const room = await world.room('INC-1');

    let since = began;
    for (let flap = 1; flap <= 5; flap++) {
      world.passes(20 * SECOND);
      await world.deliver({ alerts: [{ since, status: 'resolved' }] });
      await room.cardReads(new RegExp(`Alerts: 0 firing of ${flap}`));
      world.passes(20 * SECOND);
      since = world.now();
      await world.deliver({ alerts: [{ since }] });
      await room.cardReads(new RegExp(`Alerts: 1 firing of ${flap + 1}`));
    }
    await world.settles();

    expect(room.card()).not.toMatch(/more/);
    expect(room.texts().slice(1)).toEqual([
      'No alert fires any more (1 cleared). Is it over?\n[Resolve]',
      'It fires again: 1 alert now.\n[Alerts]',
    ]);
    expect(world.board.texts()).toHaveLength(1);
    expect(await world.store.log.load('INC-2')).toBeNull();
    await world.logIsWhole('INC-1');
  });
});

describe('two processes of the bot', () => {
  it('do everything once', async () => {
    const world = await startWorld();
    await world.startAnother();
    const since = world.now();
    const names = ['a', 'b', 'c'];
    await Promise.all(
      names.map((name) =>
        world.deliver({
          group: { alertname: 'DiskFull', cluster: 'prod-eu1', namespace: name },
          alerts: [{ since, labels: { pod: name } }],
        }),
      ),
    );
    const rooms = await Promise.all(['INC-1', 'INC-2', 'INC-3'].map((id) => world.room(id)));
    await world.settles();

    expect(world.slack.channels.filter(({ name }) => name.startsWith('inc-'))).toHaveLength(3);
    expect(world.board.texts()).toHaveLength(3);
    for (const room of rooms) {
      expect(room.texts()).toHaveLength(1);
      expect(room.view.pins).toHaveLength(1);
    }
    for (const id of ['INC-1', 'INC-2', 'INC-3']) await world.logIsWhole(id);
  });
});
