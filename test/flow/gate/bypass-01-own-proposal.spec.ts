import { describe, expect, it } from 'vitest';
import { actions } from '../../../src/domain/wording/actions.ts';
import { cardOf, forgedClick, proposes, refusedClicks, sends, sentTo } from './attack.ts';
import { startGateWorld } from './gate-world.ts';

describe('bypass 1: the requester has no second key for the own proposal', () => {
  it('by no door, in no instance, and not by being in the group; each try is in the log', async () => {
    const world = await startGateWorld({
      story: 'healthy',
      slack: {
        members: [
          'ana',
          'ben',
          'chloe',
          { name: 'ana-elsewhere', email: 'ana@example.com', otherTeam: 'TOTHER' },
        ],
        userGroups: [
          { handle: 'sre', id: 'SSRE', members: ['ana', 'ana-elsewhere', 'ben'] },
          { handle: 'leads', id: 'SLEADS', members: ['ana'] },
        ],
      },
    });
    const other = await world.startAnother();
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const ts = await cardOf(world, room);
    const ana = world.slack.as('ana');
    const value = `INC-1/1/${plan.hash}`;

    await ana.press(room.id, ts, 'Approve');
    await room.tellsOnly('ana', /second key is somebody else’s/);
    await sentTo(world, other, () => ana.press(room.id, ts, 'Approve'));
    await world.asks(room, 'approve 1');
    await ana.command('/incident', 'INC-1 approve 1 prod-eu1/shop/web', { channel: 'incidents' });
    // The button that opens a form, too: it was not on this card.
    const openForm = { user: ana.id, action: actions.openApproveForm, value, channel: room.id };
    expect(await sends(world, other, forgedClick(world, openForm))).toBe(200);
    await world.asks(room, 'deny 1 on second thought');
    await room.tellsOnly('ana', /withdraw it/);
    // The same human being by another account: of another workspace, though in the group.
    const elsewhere = world.slack.member('ana-elsewhere').id;
    const linked = { user: elsewhere, action: actions.approveProposal, value, channel: room.id };
    expect(await sends(world, world.app(), forgedClick(world, linked))).toBe(200);
    expect(await sends(world, other, forgedClick(world, { ...linked, team: 'TOTHER' }))).toBe(200);
    await world.settles();

    expect((await world.proposal()).approvals).toEqual([]);
    expect((await world.proposal()).state).toBe('pending');
    expect(world.writes()).toEqual([]);
    // The log is told three times of the same person's same refusal, and not more.
    expect(await refusedClicks(world)).toEqual([
      'ana approve',
      'ana approve',
      'ana approve',
      'ana deny',
      'ana-elsewhere approve',
    ]);
    await world.logIsWhole('INC-1');
  });
});
