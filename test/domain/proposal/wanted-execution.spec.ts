import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/domain/instant.ts';
import type { Proposal } from '../../../src/domain/proposal/proposal.ts';
import { nextExecutionAt, wantedExecution } from '../../../src/domain/proposal/wanted-execution.ts';
import { NOON } from '../../builders/incident.ts';
import { aPlan, aWish } from '../../builders/proposals.ts';

const proposal = (over: Partial<Proposal>): Proposal => ({
  proposal: 1,
  state: 'pending',
  wish: aWish(),
  requester: 'UANA',
  proposedAt: NOON,
  plannedAt: NOON,
  plan: aPlan(),
  acknowledged: [],
  approvals: [],
  ended: null,
  lease: null,
  sentAt: null,
  progress: null,
  woken: [],
  settlement: null,
  replacedBy: null,
  ...over,
});
const lease = { token: 't', until: NOON + MINUTE };

describe('what the executor has to do', () => {
  it.each([
    ['plan a draft', { state: 'draft', plan: null }, 'plan'],
    ['begin what is approved', { state: 'approved' }, 'begin'],
    ['wait for approvals', { state: 'pending' }, null],
    ['look at what was sent', { state: 'executing', lease, sentAt: NOON }, 'look'],
    ['leave alone what somebody else has begun', { state: 'executing', lease }, null],
    ['leave alone what is over', { state: 'denied' }, null],
  ] as const)('is to %s', (_, over, wanted) => {
    expect(wantedExecution(proposal(over), NOON)).toBe(wanted);
  });

  it('is to find out what became of a request when the lease is over, exactly at its end', () => {
    const begun = proposal({ state: 'executing', lease });

    expect(wantedExecution(begun, lease.until - 1)).toBeNull();
    expect(wantedExecution(begun, lease.until)).toBe('settle');
  });

  it('is nothing when the time to do it is over', () => {
    const late = aPlan().executeBy;

    expect(wantedExecution(proposal({ state: 'approved' }), late - 1)).toBe('begin');
    expect(wantedExecution(proposal({ state: 'approved' }), late)).toBeNull();
  });

  it('comes again soon while something goes on, and at the end of a lease', () => {
    const begun = proposal({ state: 'executing', lease });
    const sent = proposal({ state: 'executing', lease, sentAt: NOON });

    expect(nextExecutionAt({ proposals: [proposal({})] }, NOON)).toBeNull();
    expect(nextExecutionAt({ proposals: [begun] }, NOON)).toBe(lease.until);
    expect(nextExecutionAt({ proposals: [begun, sent] }, NOON)).toBe(NOON + 3 * SECOND);
  });
});
