import { describe, expect, it } from 'vitest';
import { approvers, cardOf, holdsExecutor, proposes, waitsInVain } from './attack.ts';
import { startGateWorld } from './gate-world.ts';

const SECOND = 1_000;
const RESTART_CART = 'restart deploy/cart -n shop --reason "stuck connections"';

describe('bypass 8: an approval does not hold for ever', () => {
  it('a click when the time to approve is over is refused, before anybody said so too', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const ts = await cardOf(world, room);

    // At the very moment, whoever comes first: the click or the clock.
    world.passes(plan.approveBy - world.now());
    await world.slack.as('ben').press(room.id, ts, 'Approve');
    await room.tellsOnly('ben', /The time to approve is over|is expired already/);

    expect((await world.becomes('expired')).approvals).toEqual([]);
    await room.reads(/Expired/);
    // Shortly before the end it still counts.
    const second = await proposes(world, room, { wish: RESTART_CART, number: 2 });
    world.passes(second.plan.approveBy - world.now() - 20 * SECOND);
    await world.asks(room, 'approve 2', 'ben');
    await world.becomes('succeeded', 2);
    expect(await approvers(world, 2)).toEqual(['ben']);
    expect(world.writes()).toHaveLength(1);
  });

  it('what could not be begun in its time is not done later', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const goOn = holdsExecutor(world);
    await world.asks(room, 'approve 1', 'ben');
    await waitsInVain(world);
    expect((await world.proposal()).state).toBe('approved');

    world.passes(plan.executeBy - world.now());
    goOn();

    expect((await world.becomes(['expired', 'executing', 'succeeded'])).state).toBe('expired');
    await world.settles();
    expect(world.writes()).toEqual([]);
    await room.reads(/Expired/);
  });
});
