import { describe, expect, it } from 'vitest';
import { startGateWorld } from './gate-world.ts';

const TWO = { rules: [{ match: { namespaces: ['shop'] }, tier: 'critical' }] };

describe('bypass 9: a quorum that nobody could reach', () => {
  it('is refused when it is proposed, with how many there are; who can’t approve does not count', async () => {
    const world = await startGateWorld({
      story: 'healthy',
      actions: { ...TWO, approvers: { standard: ['SSRE'] } },
      slack: {
        members: ['ana', 'ben', { name: 'gus', guest: true }, { name: 'bot', isBot: true }],
        userGroups: [{ handle: 'sre', id: 'SSRE', members: ['ana', 'ben', 'gus', 'bot'] }],
      },
    });
    const room = await world.opens();

    await world.asks(room, 'do restart deploy/web -n shop --reason "stuck"');
    const refused = await world.becomes(['refused', 'pending']);
    expect(refused).toMatchObject({ state: 'refused', plan: null });
    expect(refused.ended?.why).toMatch(/needs 2 approvers besides you, and there is only 1/);
    await room.reads(/there is only 1 in the groups that may approve it/);

    // Where one is enough it goes on.
    await world.asks(room, 'do restart deploy/indexer -n search --reason "stuck"');
    expect((await world.becomes(['refused', 'pending'], 2)).state).toBe('pending');
    // ben asks for it himself: then nobody is left.
    await world.asks(room, 'do restart deploy/ledger -n pay --reason "stuck"', 'ben');
    expect((await world.becomes(['refused', 'pending'], 3)).state).toBe('pending');
    world.slack.setUserGroup('sre', ['ben']);
    await world.asks(room, 'do restart deploy/cart-redis -n shop --reason "stuck"', 'ben');
    await world.asks(room, 'do restart deploy/payments-api -n pay --reason "stuck"', 'ben');
    expect((await world.becomes(['refused', 'pending'], 5)).ended?.why).toMatch(/there is none/);
    expect(world.writes()).toEqual([]);
  });
});
