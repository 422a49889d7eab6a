import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/instant.ts';
import { aMust, gateFacts, ways } from '../builders/proposals.ts';
import { aGateRoom } from './gate-room.ts';

const groups = { S1: ['UANA', 'UBEN', 'UCAT'], S2: ['UCAT', 'UDAN'] };
const both = ['S1', 'S2'].map((group) => ({ kind: 'usergroup', group }) as const);
const woken = 'action.woken';

describe('a change that was planned', () => {
  it('has its card posted and its first approvers woken, but not the one who proposed it', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned());

    await room.advance();

    expect(room.steps().filter((step) => /proposal|wake/.test(step))).toEqual([
      'post-proposal:1',
      'wake-approvers:1:0/UBEN',
      'wake-approvers:1:0/UCAT',
    ]);
    expect(room.posted().filter(({ lane }) => lane === 'approval')).toHaveLength(3);
    expect(await room.facts()).toContainEqual({
      kind: woken,
      proposal: 1,
      stage: 0,
      users: ['UBEN', 'UCAT'],
      missed: [],
    });
    expect(room.message('wake-approvers:1:0/UBEN')).toContain(
      'All of it is on the card (https://example.slack.com',
    );
  });

  it('says on its card who was reached, and on the incident’s what it waits for', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned());
    await room.advance();
    room.passes(2 * SECOND);

    await room.advance();

    expect(room.message('post-proposal:1')).toContain('Reached: @UBEN, @UCAT');
    expect(room.message('post-card')).toMatch(
      /Waiting for a second key: proposal 1, restart Deployment shop\/checkout \(https:.*\) \(0 of 1\), until 12:15/,
    );
  });

  it('wakes nobody a second time, however often the incident is looked at', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned());
    await room.advance();
    const before = room.steps().length;

    room.passes(MINUTE);
    await room.advance();

    expect(room.steps()).toHaveLength(before);
  });

  it('wakes the next group at half of the time, by message and in the room, without whom the first brought', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned({ approvers: both }));
    await room.advance();
    room.passes(7.5 * MINUTE);

    await room.advance();

    expect(room.steps().filter((step) => step.startsWith('wake-approvers:1:1'))).toEqual([
      'wake-approvers:1:1/UDAN',
    ]);
    expect(room.said()).toEqual([expect.stringContaining('@S2, still nobody decided')]);
  });

  it('reminds the only group at half of the time, but not who approved already', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned({ quorum: 2 }));
    await room.advance();
    await room.happens(ways.approved);
    room.passes(7.5 * MINUTE);

    await room.advance();

    expect(room.steps().filter((step) => step.startsWith('wake-approvers:1:1'))).toEqual([
      'wake-approvers:1:1/UCAT',
    ]);
  });

  it('wakes nobody before the requester acknowledged what could break', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned({ warnings: [aMust] }));
    await room.advance();
    expect(room.steps().some((step) => step.startsWith('wake'))).toBe(false);

    await room.happens(ways.acknowledged);
    await room.advance();

    expect(room.steps()).toContain('wake-approvers:1:0/UBEN');
    expect(room.said()).toEqual([expect.stringContaining('@S1, please decide')]);
  });
});

describe('a change that is decided', () => {
  it('has its card, and the messages that asked for it, say so', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned());
    await room.advance();
    room.passes(2 * SECOND);
    await room.happens(ways.denied);

    await room.advance();

    expect(room.message('post-proposal:1')).toContain('Denied by @UBEN');
    expect(room.message('wake-approvers:1:0/UCAT')).toMatch(
      /^Nothing to approve any more: .* is denied by @UBEN/,
    );
    expect(room.message('wake-approvers:1:0/UCAT')).not.toContain('[Approve]');
    expect(room.said()).toEqual([expect.stringContaining('@UANA, @UBEN denied')]);
    expect(room.posted().find(({ step }) => step.startsWith('notice:'))?.lane).toBe('approval');
  });

  it('asks those no more who approved it, and goes on asking the others', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned({ quorum: 2 }));
    await room.advance();
    await room.happens(ways.approved);

    await room.advance();

    expect(room.message('wake-approvers:1:0/UBEN')).toContain('You approved it');
    expect(room.message('wake-approvers:1:0/UCAT')).toContain('[Approve]');
  });

  it('tells how far it is at most every ten seconds, and how it ended at once', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned(), ways.approved, ways.started, ways.sent);
    await room.advance();
    room.passes(5 * SECOND);
    await room.happens(gateFacts['action.progressed']);
    await room.advance();
    expect(room.message('post-proposal:1')).not.toContain('1 of 3 new pods');

    room.passes(6 * SECOND);
    await room.advance();
    expect(room.message('post-proposal:1')).toContain('1 of 3 new pods');

    room.passes(2 * SECOND);
    await room.happens(ways.ended('succeeded', 'All ready.'));
    await room.advance();
    expect(room.message('post-proposal:1')).toContain('Done at 12:00: All ready.');
    expect(room.said().at(-1)).toContain('Done: restart Deployment shop/checkout');
  });
});

describe('a change that nobody sees to', () => {
  it('expires by the clock, and says so', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned());
    await room.advance();
    room.passes(15 * MINUTE);

    await room.advance();

    expect((await room.incident()).proposals[0]?.state).toBe('expired');
    expect(room.said().at(-1)).toContain('@UANA, expired');
  });

  it('does not expire when somebody approved it in the very moment', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned());
    await room.advance();
    room.passes(15 * MINUTE);
    room.meanwhile(() => room.happens(ways.approved));

    await room.advance();

    expect((await room.incident()).proposals[0]?.state).toBe('approved');
    expect((await room.facts()).map(({ kind }) => kind)).not.toContain('action.expired');
  });

  it('is given up when no executor plans it, with a sentence that says whom to tell', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed());
    await room.advance();
    room.passes(2 * MINUTE);

    await room.advance();

    expect((await room.incident()).proposals[0]?.state).toBe('refused');
    expect(room.said()).toEqual([expect.stringContaining('No executor planned it within two minutes')]);
  });

  it('expires with its incident', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned());
    await room.advance();
    await room.happens({ kind: 'incident.cancelled', reason: 'false-positive', text: null });

    await room.advance();

    expect((await room.incident()).proposals[0]).toMatchObject({
      state: 'expired',
      ended: { why: 'the incident is over' },
    });
  });
});

describe('the card of a change', () => {
  it('is posted again when somebody deletes it while it is to be decided, and not afterwards', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed(), ways.planned());
    await room.advance();
    room.delete('post-proposal:1');
    room.passes(2 * SECOND);
    await room.happens(ways.woken(1, ['UDAN']));
    await room.advance();
    await room.advance();
    expect(room.message('post-proposal:1')).toContain('Waiting for a second key');

    room.delete('post-proposal:1');
    room.passes(2 * SECOND);
    await room.happens(ways.denied);
    await room.advance();
    await room.advance();
    expect(room.message('post-proposal:1')).toBeNull();
  });

  it('tells everyone when the glass is broken', async () => {
    const room = await aGateRoom(groups);
    await room.happens(ways.proposed({ breakGlass: true }), ways.planned({ quorum: 0 }));

    await room.advance();

    const alarm = room.posted().find(({ step }) => step === 'announce-break-glass:1');
    expect(alarm).toMatchObject({ to: { channel: 'incidents' }, lane: 'approval' });
    expect(room.said()).toEqual([expect.stringContaining('The glass is broken')]);
    expect(room.steps().some((step) => step.startsWith('wake'))).toBe(false);
  });
});
