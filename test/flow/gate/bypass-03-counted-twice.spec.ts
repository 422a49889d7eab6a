import { describe, expect, it } from 'vitest';
import { approvers, cardOf, factsOf, forgedClick, proposes, sends, sentTo } from './attack.ts';
import { startGateWorld } from './gate-world.ts';

/** Two approvers for everything. */
const CRITICAL = { rules: [{ match: { clusters: ['prod-eu1'] }, tier: 'critical' }] };

describe('bypass 3: one person counts once', () => {
  it('over HTTP, by parallel clicks and commands to two instances', async () => {
    const world = await startGateWorld({ story: 'healthy', actions: CRITICAL });
    const other = await world.startAnother();
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    expect(plan).toMatchObject({ tier: 'critical', quorum: 2 });
    const ts = await cardOf(world, room);
    const ben = world.slack.as('ben');
    const press = () => ben.press(room.id, ts, 'Approve');
    const types = () => world.asks(room, 'approve 1', 'ben');

    await Promise.all([press(), sentTo(world, other, press), types(), sentTo(world, other, types)]);
    await room.tellsOnly('ben', /needs one more approval/);
    await world.settles();
    expect(await approvers(world)).toEqual(['ben']);
    expect((await factsOf(world, 'action.approved')).length).toBe(1);
    expect((await world.proposal()).state).toBe('pending');

    // The very same click, brought to both at once.
    const chloe = world.slack.as('chloe');
    chloe.join(room.id);
    const value = `INC-1/1/${plan.hash}`;
    const click = forgedClick(world, { user: chloe.id, action: 'approve-proposal', value, channel: room.id });
    await Promise.all([world.app(), other].map((app) => sends(world, app, click)));
    await world.becomes('succeeded');
    expect(await approvers(world)).toEqual(['ben', 'chloe']);
    expect(await factsOf(world, 'action.approved')).toHaveLength(2);
    expect(world.writes()).toHaveLength(1);
  });

  it('in Socket Mode, by clicks that Slack brings to both instances', async () => {
    const world = await startGateWorld({ story: 'healthy', actions: CRITICAL, mode: 'socket' });
    await world.startAnother();
    await world.slack.until(() => world.slack.socket.connections() >= 4);
    const room = await world.opens();
    await proposes(world, room);
    const ts = await cardOf(world, room);
    const ben = world.slack.as('ben');

    await Promise.all(Array.from({ length: 6 }, () => ben.press(room.id, ts, 'Approve')));
    const connections = world.slack.socket.envelopes.filter(({ type }) => type === 'interactive');
    expect(new Set(connections.map(({ connection }) => connection)).size).toBeGreaterThan(2);
    await world.settles();
    expect(await approvers(world)).toEqual(['ben']);
    expect((await world.proposal()).state).toBe('pending');

    world.slack.as('chloe').join(room.id);
    await world.slack.as('chloe').press(room.id, ts, 'Approve');
    await world.becomes('succeeded');
    expect(world.writes()).toHaveLength(1);
  });
});
