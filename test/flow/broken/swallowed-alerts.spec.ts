import { describe, expect, it } from 'vitest';
import { startWorld } from '../world.ts';

const warning = { severity: 'warning' };

describe('an alert is not swallowed by an incident that is over', () => {
  it('went silent, was counted as over by nobody but the bot, and is back: its incident is reopened', async () => {
    const world = await startWorld();
    const since = world.now();
    const silenced = { labels: { ...warning, pod: 'a' }, since };
    const clearing = { labels: { ...warning, pod: 'b' }, since };
    await world.deliver({ alerts: [silenced, clearing] });
    // What is over before it was said is not said any more.
    await world.board.reads(/INC-1.*\[Accept\]/s);
    await world.deliver({ alerts: [clearing] });
    await world.deliver({ alerts: [{ ...clearing, status: 'resolved' }] });
    await world.board.reads(/Resolved by its alerts/);

    await world.deliver({ alerts: [silenced] });

    await world.board.reads(/INC-1.*\[Accept\]/s);
    expect(await world.incident('INC-1')).toMatchObject({ status: 'triage', alerts: { firing: 1 } });
  });

  it('the same, a day later: it has an incident of its own', async () => {
    const world = await startWorld();
    const since = world.now();
    const silenced = { labels: { ...warning, pod: 'a' }, since };
    const clearing = { labels: { ...warning, pod: 'b' }, since };
    await world.deliver({ alerts: [silenced, clearing] });
    // What is over before it was said is not said any more.
    await world.board.reads(/INC-1.*\[Accept\]/s);
    await world.deliver({ alerts: [clearing] });
    await world.deliver({ alerts: [{ ...clearing, status: 'resolved' }] });
    await world.board.reads(/Resolved by its alerts/);

    world.passes(24 * 3_600_000);
    await world.deliver({ alerts: [silenced] });

    await world.board.reads(/INC-2.*\[Accept\]/s);
  });

  it('a critical one beside warnings that a person declined opens an incident of its own', async () => {
    const world = await startWorld();
    const since = world.now();
    const declined = { labels: { ...warning, pod: 'a' }, since };
    await world.deliver({ alerts: [declined] });
    await world.board.press(/INC-1/, 'Decline', 'dan');
    await world.board.reads(/Declined/);

    await world.deliver({ alerts: [declined, { labels: { severity: 'critical', pod: 'b' }, since }] });

    const room = await world.room('INC-2');
    expect(room.card()).toMatch(/SEV1/);
    expect((await world.incident('INC-1')).status).toBe('cancelled');
  });
});
