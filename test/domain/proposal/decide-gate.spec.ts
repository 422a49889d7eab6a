import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/domain/instant.ts';
import { NOON } from '../../builders/incident.ts';
import { aPlan, aWish } from '../../builders/proposals.ts';
import { ANA, aGate, approver, BEN, CAT, member } from './gate-world.ts';

const warning = { id: 'tag', level: 'must-acknowledge', sentence: 'Another build.', measure: 1 } as const;

describe('the two keys', () => {
  it('are two people’s: one proposes, another approves, then it can be done, once', () => {
    const gate = aGate();
    gate.proposed();
    expect(gate.approves(approver(BEN))).toBe('action.approved');
    expect(gate.state()).toBe('approved');
    expect(gate.starts()).toBe('action.started');
    expect(gate.starts({ token: 't2' })).toContain('somebody began before');
    const finish = { kind: 'finish', proposal: 1, outcome: 'succeeded', sentence: 'ready' } as const;
    expect(gate.asks({ ...finish, token: 't2' })).toContain('Somebody else has it');
    expect(gate.asks({ ...finish, token: 't1' })).toBe('action.executed');
    expect(gate.state()).toBe('succeeded');
  });

  it('are never both the requester’s, though they are an approver, too', () => {
    const gate = aGate();
    gate.proposed();
    expect(gate.approves(approver(ANA))).toContain('somebody else’s');
    expect(gate.state()).toBe('pending');
  });

  it('count each person once', () => {
    const gate = aGate();
    gate.proposed({ quorum: 2, tier: 'critical' });
    expect(gate.approves(approver(BEN))).toBe('action.approved');
    expect(gate.approves(approver(BEN))).toBe('nothing');
    expect(gate.state()).toBe('pending');
    expect(gate.approves(approver(CAT))).toBe('action.approved');
    expect(gate.state()).toBe('approved');
  });

  it('are for approvers, who are full members', () => {
    const gate = aGate();
    gate.proposed();
    expect(gate.approves(member(BEN))).toContain('not among the approvers');
    expect(gate.approves({ ...approver(BEN), isFullMember: false })).toContain('Only full members');
    expect(
      gate.asks({ kind: 'propose', wish: aWish(), clicker: { ...member(CAT), isFullMember: false } }),
    ).toContain('Only full members');
  });

  it('fit one plan only', () => {
    const gate = aGate();
    gate.proposed();
    expect(gate.approves(approver(BEN), { hash: 'b'.repeat(64) })).toContain('Look at the card again');
    gate.approves(approver(BEN));
    expect(gate.starts({ hash: 'b'.repeat(64) })).toContain('not what was approved');
  });

  it('are worth nothing when the one who turned it may not any more', () => {
    const gate = aGate();
    gate.proposed();
    gate.approves(approver(BEN));
    expect(gate.starts({ stillApprovers: [CAT] })).toContain('may not do so any more');
  });

  it('wait for the plan, and for the requester to acknowledge what could break', () => {
    const gate = aGate();
    gate.asks({ kind: 'propose', wish: aWish(), clicker: member(ANA) });
    expect(gate.approves(approver(BEN))).toContain('still being planned');
    gate.asks({ kind: 'plan', proposal: 1, plan: aPlan({ warnings: [warning] }) });
    expect(gate.approves(approver(BEN))).toContain('not acknowledged');
    const acknowledge = { kind: 'acknowledge', proposal: 1, warnings: ['tag', 'other'] } as const;
    expect(gate.asks({ ...acknowledge, clicker: approver(BEN) })).toContain('The one who proposed it');
    expect(gate.asks({ ...acknowledge, clicker: member(ANA) })).toBe('action.acknowledged');
    expect(gate.proposal().acknowledged).toEqual(['tag']);
    expect(gate.approves(approver(BEN))).toBe('action.approved');
  });

  it('of a protected target want it typed out', () => {
    const gate = aGate();
    gate.proposed({ tier: 'protected' });
    expect(gate.approves(approver(BEN))).toContain('/incident approve 1 prod-eu1/shop/checkout');
    expect(gate.approves(approver(BEN), { typed: 'prod-us1/shop/checkout' })).toContain('type it out');
    // A phone's keyboard begins with a capital letter.
    expect(gate.approves(approver(BEN), { typed: ' Prod-eu1/shop/checkout ' })).toBe('action.approved');
  });
});

describe('the clocks', () => {
  it('run out exactly at their time, the one for approving', () => {
    const gate = aGate();
    gate.proposed();
    gate.isAt(NOON + 15 * MINUTE);
    expect(gate.approves(approver(BEN))).toContain('time to approve is over');
    expect(gate.asks({ kind: 'expire', proposal: 1 })).toBe('action.expired');
    expect(gate.state()).toBe('expired');
  });

  it('and the one for doing it', () => {
    const gate = aGate();
    gate.proposed();
    gate.isAt(NOON + 15 * MINUTE - 1);
    gate.approves(approver(BEN));
    expect(gate.asks({ kind: 'expire', proposal: 1 })).toBe('nothing');
    gate.isAt(NOON + 30 * MINUTE);
    expect(gate.starts()).toContain('time to do it is over');
    expect(gate.asks({ kind: 'expire', proposal: 1 })).toBe('action.expired');
  });
});

describe('a change in an incident that is over', () => {
  const over = { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null } as const;

  it('is approved and begun no more, and expires; a no may still be said', () => {
    const gate = aGate();
    gate.proposed();
    gate.happens(over);
    expect(gate.approves(approver(BEN))).toContain('INC-7 is resolved, so this is not done any more');
    expect(gate.asks({ kind: 'deny', proposal: 1, reason: 'over', clicker: approver(BEN) })).toBe(
      'action.denied',
    );

    const approved = aGate();
    approved.proposed();
    approved.approves(approver(BEN));
    approved.happens(over);
    expect(approved.starts()).toContain('The incident is over');
    expect(approved.asks({ kind: 'expire', proposal: 1 })).toBe('action.expired');
    expect(approved.proposal().ended?.why).toBe('the incident is over');
  });

  it('does not go on because its requester acknowledges what could break', () => {
    const gate = aGate();
    gate.proposed({ warnings: [warning], quorum: 0 });
    gate.happens(over);
    const acknowledge = {
      kind: 'acknowledge',
      proposal: 1,
      warnings: ['tag'],
      clicker: member(ANA),
    } as const;

    expect(gate.asks(acknowledge)).toContain('not done any more');
  });

  it('tells who may not approve only that, and goes on once it was begun', () => {
    const gate = aGate();
    gate.proposed();
    gate.happens(over);
    expect(gate.approves(member(CAT))).toContain('You are not among the approvers');

    const begun = aGate();
    begun.proposed();
    begun.approves(approver(BEN));
    begun.starts();
    begun.happens(over);
    expect(begun.asks({ kind: 'expire', proposal: 1 })).toBe('nothing');
    expect(begun.asks({ kind: 'sent', proposal: 1, token: 't1', how: 'answered' })).toBe('action.sent');
  });
});

describe('a no', () => {
  it('counts more than all yeses until it is sent, and has its reason', () => {
    const gate = aGate();
    gate.proposed();
    gate.approves(approver(BEN));
    const deny = { kind: 'deny', proposal: 1, clicker: approver(CAT) } as const;
    expect(gate.asks({ ...deny, reason: ' ' })).toContain('Say why');
    expect(gate.asks({ ...deny, clicker: member(CAT), reason: 'no' })).toContain('not among the approvers');
    expect(gate.asks({ ...deny, clicker: approver(ANA), reason: 'no' })).toContain('withdraw it');
    expect(gate.asks({ ...deny, reason: 'one replica left' })).toBe('action.denied');
    expect(gate.starts()).toContain('not approved');
    expect(gate.approves(approver(BEN))).toContain('is denied already');
  });

  it('of the requester is a withdrawal, of whoever may approve a stop', () => {
    const gate = aGate();
    gate.proposed();
    const withdraw = { kind: 'withdraw', proposal: 1, reason: null } as const;
    expect(gate.asks({ ...withdraw, clicker: approver(BEN) })).toContain('Only the one who proposed');
    gate.approves(approver(BEN));
    gate.starts();
    expect(gate.asks({ ...withdraw, clicker: member(ANA) })).toContain('is being done right now');
    const stop = { kind: 'stop', proposal: 1, reason: 'wrong one' } as const;
    expect(gate.asks({ ...stop, clicker: member(ANA) })).toContain('not among them');
    expect(gate.asks({ ...stop, clicker: approver(CAT) })).toBe('action.stopped');
    expect(gate.state()).toBe('stopped');
  });
});

describe('what can’t be known', () => {
  it('stays unknown until it is settled by looking, and is never done again', () => {
    const gate = aGate();
    gate.proposed();
    gate.approves(approver(BEN));
    gate.starts();
    gate.asks({ kind: 'finish', proposal: 1, token: 't1', outcome: 'unknown', sentence: 'cut off' });
    expect(gate.state()).toBe('unknown');
    expect(gate.starts({ token: 't2' })).toContain('not approved');
    const settle = { kind: 'settle', proposal: 1, token: 't1', sentence: 'our annotation is there' } as const;
    expect(gate.asks({ ...settle, settlement: 'applied-by-us' })).toBe('action.settled');
    expect(gate.state()).toBe('succeeded');
    expect(gate.asks({ ...settle, settlement: 'not-applied' })).toBe('nothing');
  });
});

describe('a proposal', () => {
  it('needs a reason, an incident that is being worked on, and a target without another one', () => {
    const gate = aGate();
    const propose = { kind: 'propose', clicker: member(ANA) } as const;
    expect(gate.asks({ ...propose, wish: aWish({ reason: ' ' }) })).toContain('Say why');
    expect(gate.asks({ ...propose, wish: aWish() })).toBe('action.proposed');
    expect(gate.asks({ ...propose, wish: aWish({ action: 'scale' }) })).toContain('One change at a time');
    expect(
      gate.asks({
        ...propose,
        wish: aWish({ target: { resource: 'deployments', name: 'web', namespace: 'shop' } }),
      }),
    ).toBe('action.proposed');
  });

  it('can end before anybody is asked', () => {
    const gate = aGate();
    gate.asks({ kind: 'propose', wish: aWish(), clicker: member(ANA) });
    expect(gate.asks({ kind: 'refuse-plan', proposal: 1, why: 'it is paused' })).toBe('action.refused');
    expect(gate.asks({ kind: 'plan', proposal: 1, plan: aPlan() })).toBe('nothing');
    expect(gate.state()).toBe('refused');
  });
});
