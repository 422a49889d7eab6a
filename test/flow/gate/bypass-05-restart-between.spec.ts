import { describe, expect, it } from 'vitest';
import { approvers, cardOf, proposes } from './attack.ts';
import { startGateWorld } from './gate-world.ts';

describe('bypass 5: a restart between the card and the click', () => {
  it.each(['http', 'socket'] as const)('does not swallow the first click, over %s', async (mode) => {
    const world = await startGateWorld({ story: 'healthy', mode });
    const room = await world.opens();
    await proposes(world, room);
    const ts = await cardOf(world, room);
    const ben = world.slack.as('ben');

    await world.stop();
    // Nobody is there: Slack says so to the clicker, and the click is not kept for later.
    expect((await ben.press(room.id, ts, 'Approve')).acked).toBe(false);
    await world.start();
    expect((await world.proposal()).state).toBe('pending');

    expect((await ben.press(room.id, ts, 'Approve')).acked).toBe(true);
    await room.tellsOnly('ben', /You approved proposal 1/);
    await world.becomes('succeeded');
    expect(await approvers(world)).toEqual(['ben']);
    expect(world.writes()).toHaveLength(1);
  });
});
