import { describe, expect, it } from 'vitest';
import {
  approvers,
  cardOf,
  factsOf,
  forgedClick,
  lastBody,
  proposes,
  refusedClicks,
  sends,
} from './attack.ts';
import { startGateWorld } from './gate-world.ts';

const MINUTE = 60_000;

describe('bypass 4: an old click is played again', () => {
  it('counts once however often it comes, to whichever instance, after a denial and after a restart', async () => {
    const world = await startGateWorld({
      story: 'healthy',
      actions: { rules: [{ match: { clusters: ['prod-eu1'] }, tier: 'critical' }] },
    });
    const other = await world.startAnother();
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const ts = await cardOf(world, room);
    await world.slack.as('ben').press(room.id, ts, 'Approve');
    await room.tellsOnly('ben', /needs one more approval/);
    const click = lastBody(world, 'ben');

    const apps = Array.from({ length: 10 }, (_, time) => (time % 2 ? other : world.app()));
    expect(new Set(await Promise.all(apps.map((app) => sends(world, app, click))))).toEqual(new Set([200]));
    for (const app of apps) await sends(world, app, click);
    expect(await approvers(world)).toEqual(['ben']);

    world.slack.as('chloe').join(room.id);
    await world.asks(room, 'deny 1 wrong workload', 'chloe');
    expect((await world.proposal()).state).toBe('denied');
    const denied = (await factsOf(world, 'action.approved')).length;
    expect(await sends(world, other, click)).toBe(200);
    await world.stop();
    await world.start();
    for (const app of [world.app(), other, world.app()]) expect(await sends(world, app, click)).toBe(200);

    // The same change anew: the click was for the one before.
    const again = await proposes(world, room, { number: 2 });
    expect(again.plan.hash).not.toBe(plan.hash);
    expect(await sends(world, world.app(), click)).toBe(200);
    // And pressed anew on the old card, by who approved and who had not, or with the old hash on the new proposal.
    for (const [name, number] of [
      ['ben', 1],
      ['dan', 1],
      ['ben', 2],
    ] as const) {
      const user = world.slack.member(name).id;
      const value = `INC-1/${number}/${plan.hash}`;
      const old = forgedClick(world, { user, action: 'approve-proposal', value, channel: room.id });
      expect(await sends(world, other, old)).toBe(200);
    }
    await world.settles();

    expect((await factsOf(world, 'action.approved')).length).toBe(denied);
    expect(await world.proposal(1)).toMatchObject({ state: 'denied' });
    expect(await world.proposal(2)).toMatchObject({ state: 'pending', approvals: [] });
    expect(await refusedClicks(world)).toEqual(['ben approve', 'dan approve', 'ben approve']);
    expect(world.writes()).toEqual([]);
  });

  it('is refused by its signature after six minutes, and without a right one at once', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const click = forgedClick(world, {
      user: world.slack.member('ben').id,
      action: 'approve-proposal',
      value: `INC-1/1/${plan.hash}`,
      channel: room.id,
    });

    expect(await sends(world, world.app(), click, { at: Date.now() - 6 * MINUTE })).toBe(401);
    expect(await sends(world, world.app(), click, { secret: 'another-secret' })).toBe(401);
    await world.settles();
    expect((await world.proposal()).approvals).toEqual([]);

    // The very same in time counts: it was the signature.
    expect(await sends(world, world.app(), click)).toBe(200);
    await world.becomes('succeeded');
  });
});
