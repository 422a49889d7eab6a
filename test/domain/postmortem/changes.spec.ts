import { describe, expect, it } from 'vitest';
import { ANA, NOON } from '../../builders/incident.ts';
import { gateFacts } from '../../builders/proposals.ts';
import { done, draft } from './a-draft.ts';
import { later } from './a-source.ts';

describe('changes of a cluster', () => {
  it('have their whole life, with who proposed and who approved', () => {
    const { changes, counts } = draft([
      ...done(1, 10),
      later(200, gateFacts['action.click-refused'], ANA),
      later(201, { ...gateFacts['action.click-refused'], proposal: 0 }, ANA),
    ]);

    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      proposal: 1,
      action: 'restart',
      cluster: 'prod-eu1',
      object: 'Deployment shop/checkout',
      state: 'succeeded',
      reason: 'stuck connections',
      requester: { name: 'Ana' },
      proposedAt: NOON + 10_000,
      tier: 'standard',
      approvals: [{ by: { name: 'Ben' }, at: NOON + 70_000 }],
      sentAt: NOON + 72_000,
      endedAt: NOON + 100_000,
      outcome: 'Done at 2026-11-20 12:01:40 UTC: all ready.',
      verify: 'all 3 pods ready',
      undo: 'roll back to revision 7',
      undoes: null,
      undoneBy: null,
      refusedClicks: 1,
    });
    expect(counts.refusedClicks).toBe(2);
  });

  it('are all there, also those that the snapshot forgot', () => {
    const { changes } = draft(Array.from({ length: 15 }, (_, i) => done(i + 1, i * 100)).flat());

    expect(changes.map(({ proposal }) => proposal)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
  });

  it('are linked with what undid them, once that succeeded', () => {
    const undoing = draft([...done(1, 0), ...done(2, 200, { undoes: 1 })]);
    const trying = draft([...done(1, 0), ...done(2, 200, { undoes: 1 }).slice(0, 3)]);

    expect(undoing.changes.map(({ undoes, undoneBy }) => [undoes, undoneBy])).toEqual([
      [null, 2],
      [1, null],
    ]);
    expect(trying.changes[0]?.undoneBy).toBeNull();
    expect(undoing.wentBadly).toContain('Proposal 1 was undone afterwards.');
  });

  it('that were never begun have nothing to verify and nothing to undo, though that was planned', () => {
    const { changes } = draft([...done(1, 10).slice(0, 2), later(100, gateFacts['action.denied'], ANA)]);

    expect(changes[0]).toMatchObject({ state: 'denied', verify: null, undo: null });
    expect(changes[0]?.sentence).not.toBeNull();
  });

  it('tell who was refused what about them; what became no proposal stands by itself', () => {
    const refused = gateFacts['action.click-refused'];
    const { changes, refusals } = draft([
      ...done(1, 10),
      later(200, refused, ANA),
      later(201, { ...refused, proposal: 0, asked: 'propose', why: 'not offered' }, ANA),
    ]);
    const ana = expect.objectContaining({ name: 'Ana' });

    expect(changes[0]?.refusals).toEqual([
      { at: NOON + 200_000, by: ana, asked: refused.asked, why: refused.why },
    ]);
    expect(refusals).toEqual([{ at: NOON + 201_000, by: ana, asked: 'propose', why: 'not offered' }]);
  });

  it('that were refused before they became proposals are told in the summary, and are no clicks', () => {
    const refused = { ...gateFacts['action.click-refused'], proposal: 0, asked: 'propose' as const };
    const { summary, wentWell } = draft([later(1, refused, ANA), later(2, refused, ANA)]);

    expect(summary).toContainEqual({ kind: 'changes', text: 'None was proposed; 2 refused before that.' });
    expect(wentWell).toContain('2 changes were refused before they became proposals.');
    expect(wentWell.join()).not.toContain('click');
  });

  it('that were never planned go by what was asked for', () => {
    const { changes } = draft([
      later(1, gateFacts['action.proposed'], ANA),
      later(2, gateFacts['action.refused']),
    ]);

    expect(changes[0]).toMatchObject({
      object: 'deployments/checkout in shop',
      state: 'refused',
      tier: null,
      outcome: 'Not planned: it is paused.',
    });
  });
});
