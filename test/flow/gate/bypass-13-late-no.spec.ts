import { describe, expect, it } from 'vitest';
import { cardOf, factsOf, holdsExecutor, proposes, sentTo, waitsInVain } from './attack.ts';
import { startGateWorld } from './gate-world.ts';

const WORKLOADS = [
  'deploy/web -n shop',
  'deploy/cart -n shop',
  'deploy/indexer -n search',
  'deploy/ledger -n pay',
];

describe('bypass 13: a no that comes late', () => {
  it('in the same millisecond as a yes, at two instances: one of them counts, and both people are told', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const other = await world.startAnother();
    const room = await world.opens();
    world.slack.as('chloe').join(room.id);

    for (const [at, workload] of WORKLOADS.entries()) {
      const number = at + 1;
      const wish = `restart ${workload} --reason "stuck"`;
      await proposes(world, room, { wish, number });
      const ts = await cardOf(world, room, number);
      const [one, two] = at % 2 ? [world.app(), other] : [other, world.app()];
      const writes = world.writes().length;
      await Promise.all([
        sentTo(world, one, () => world.slack.as('ben').press(room.id, ts, 'Approve')),
        sentTo(world, two, () => world.asks(room, `deny ${number} only one replica is ready`, 'chloe')),
      ]);

      const done = await world.becomes(['denied', 'succeeded', 'failed', 'superseded'], number);
      const denied = (await factsOf(world, 'action.denied')).some(({ body }) => body.proposal === number);
      expect([done.state, world.writes().length - writes]).toEqual(denied ? ['denied', 0] : ['succeeded', 1]);
      await room.tellsOnly(
        'ben',
        new RegExp(`approved proposal ${number}|Proposal ${number} is denied already`),
      );
      await room.tellsOnly('chloe', new RegExp(`denied proposal ${number}|Proposal ${number} (is|has|was)`));
    }
    await world.logIsWhole('INC-1');
  });

  it.each([
    ['a denial', 'deny 1 the peers are gone', 'denied'],
    ['Stop', 'stop 1 the peers are gone', 'stopped'],
  ] as const)('%s after the last approval and before it is begun ends it', async (_, verb, state) => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    world.slack.as('chloe').join(room.id);
    await proposes(world, room);
    const goOn = holdsExecutor(world);
    await world.asks(room, 'approve 1', 'ben');
    await waitsInVain(world);

    // Not by just anybody, though.
    world.slack.as('eve').join(room.id);
    await world.asks(room, verb, 'eve');
    expect((await world.proposal()).state).toBe('approved');
    await world.asks(room, verb, 'chloe');
    expect((await world.proposal()).state).toBe(state);
    goOn();
    await world.settles();

    expect(await world.proposal()).toMatchObject({ state, sentAt: null, lease: null });
    expect(world.writes()).toEqual([]);
    await room.reads(/the peers are gone/);
  });
});
