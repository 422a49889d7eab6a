import { describe, expect, it } from 'vitest';
import { startGateWorld } from './gate-world.ts';

describe('two keys', () => {
  it('one person asks, another approves, the change happens once, is verified and is told', async () => {
    const world = await startGateWorld();
    const room = await world.opens();

    await world.asks(room, 'do restart deploy/checkout -n shop --reason "stuck connections"');
    const planned = await world.becomes(['pending', 'refused']);
    expect(planned.ended).toBeNull();
    expect(world.writes()).toEqual([]);
    const toAcknowledge = planned.plan?.warnings.some(({ level }) => level === 'must-acknowledge');
    if (toAcknowledge) await world.asks(room, 'ack 1');

    await world.asks(room, 'approve 1', 'ana');
    await room.tellsOnly('ana', /somebody else/);
    await world.asks(room, 'approve 1 prod-eu1/shop/checkout', 'ben');
    const done = await world.becomes(['succeeded', 'failed', 'unknown']);

    expect(done.ended?.why).toMatch(/pods are new and ready/);
    expect(done.state).toBe('succeeded');
    expect(world.writes()).toHaveLength(1);
    await world.logIsWhole('INC-1');
  });
});
