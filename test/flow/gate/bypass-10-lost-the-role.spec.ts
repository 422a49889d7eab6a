import { describe, expect, it } from 'vitest';
import { approvers, holdsExecutor, proposes, RESTART, refusedClicks, waitsInVain } from './attack.ts';
import { startGateWorld } from './gate-world.ts';

const SECOND = 1_000;
const GROUP = 'usergroups.users.list';
const AWAY = { kind: 'error', error: 'internal_error' } as const;

describe('bypass 10: the approver lost the role meanwhile', () => {
  it('between the card and the click: the click is refused, also when Slack’s event was lost', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const other = await world.startAnother();
    const room = await world.opens();
    await proposes(world, room);

    world.slack.events.hold();
    world.slack.setUserGroup('sre', ['chloe']);
    world.passes(16 * SECOND);
    for (const app of [world.app(), other]) {
      world.slack.setRequestUrl(app.url);
      await world.asks(room, 'approve 1', 'ben');
    }
    await room.tellsOnly('ben', /not among the approvers/);
    expect(await approvers(world)).toEqual([]);
    expect(await refusedClicks(world)).toEqual(['ben approve', 'ben approve']);
  });

  it('between the click and the execution: nothing is done, and the card says why', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    await proposes(world, room);
    const goOn = holdsExecutor(world);
    await world.asks(room, 'approve 1', 'ben');
    await waitsInVain(world);

    // Nobody tells the bot: it has to ask, past what it remembers.
    world.slack.events.hold();
    world.slack.setUserGroup('sre', ['chloe']);
    goOn();

    const { state, ended } = await world.becomes(['superseded', 'succeeded', 'failed']);
    expect([state, ended?.why]).toEqual(['superseded', expect.stringMatching(/may not do so any more/)]);
    await room.reads(/Somebody who approved it may not do so any more/);
    expect(world.writes()).toEqual([]);
  });

  it('deactivated between the click and the execution: nothing is done either', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    await proposes(world, room);
    const goOn = holdsExecutor(world);
    await world.asks(room, 'approve 1', 'ben');
    await waitsInVain(world);

    world.slack.events.hold();
    const ben = world.slack.member('ben').id;
    world.slack.deactivate('ben');
    // Slack takes who is gone out of groups; here it forgot to.
    world.slack.userGroup('sre').members.push(ben);
    world.passes(16 * SECOND);
    goOn();

    expect((await world.becomes(['superseded', 'succeeded', 'failed'])).state).toBe('superseded');
    expect(world.writes()).toEqual([]);
  });

  it('when Slack can’t say who is in the group, a click is refused, and a moment later it counts', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    await proposes(world, room);
    await world.settles();

    world.slack.fault(GROUP, AWAY);
    world.passes(16 * SECOND);
    await world.asks(room, 'approve 1', 'ben');
    await room.tellsOnly('ben', /can’t say right now whether you may do this/);
    expect(await approvers(world)).toEqual([]);
    expect(await refusedClicks(world)).toEqual(['ben approve']);

    world.slack.clearFaults(GROUP);
    await world.asks(room, 'approve 1', 'ben');
    await world.becomes('succeeded');
  });

  it('when Slack can’t say at the execution, it waits and says so, and expires without being done', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    // Asked past the cache: the click before is answered from what is known.
    const goOn = holdsExecutor(world);
    await world.asks(room, 'approve 1', 'ben');
    await world.becomes('approved');
    await waitsInVain(world);
    world.slack.fault(GROUP, AWAY);
    goOn();

    await waitsInVain(world, 1, /Slack/);
    await room.reads(/Slack.*asked again/);
    expect((await world.proposal()).state).toBe('approved');
    expect(world.writes()).toEqual([]);

    world.passes(plan.executeBy - world.now());
    expect((await world.becomes(['expired', 'superseded', 'succeeded'])).state).toBe('expired');
    world.slack.clearFaults(GROUP);
    await world.settles();
    expect(world.writes()).toEqual([]);
  });

  it('when Slack can’t say at the planning, nobody is asked, and the requester is told', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    world.slack.fault(GROUP, AWAY);
    await world.asks(room, `do ${RESTART}`);
    await world.slack.until(() => world.slack.callsOf(GROUP).length > 0);
    expect((await world.proposal()).state).toBe('draft');
    world.passes(125 * SECOND);

    expect((await world.becomes(['refused', 'pending'])).ended?.why).toMatch(
      /can’t reach its cluster or Slack/,
    );
    await room.reads(/No executor planned it/);
    expect(world.writes()).toEqual([]);
  });
});
