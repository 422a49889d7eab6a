import { evolveAll } from '../../../src/domain/evolve.ts';
import type { FactBody } from '../../../src/domain/fact.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import type { Instant } from '../../../src/domain/instant.ts';
import { decideGate } from '../../../src/domain/proposal/decide-gate.ts';
import type { Clicker, GateRequest } from '../../../src/domain/proposal/gate-request.ts';
import type { Plan, Proposal } from '../../../src/domain/proposal/proposal.ts';
import { sentenceOf } from '../../../src/domain/refusal.ts';
import { inChannel, NOON } from '../../builders/incident.ts';
import { aPlan, aWish } from '../../builders/proposals.ts';

export const ANA = 'UANA';
export const BEN = 'UBEN';
export const CAT = 'UCAT';

/** A full member who is in the approvers. */
export const approver = (user: string): Clicker => ({ user, isFullMember: true, isApprover: true });

/** A full member who is not. */
export const member = (user: string): Clicker => ({ user, isFullMember: true, isApprover: false });

/** A gate in memory: requests go in, and what came of them comes out. */
export function aGate() {
  let incident: Incident = inChannel();
  let at: Instant = NOON;
  const asks = (request: GateRequest): string => {
    const decided = decideGate(incident, request, at);
    if (!decided.ok) return sentenceOf(decided.refusal);
    if (decided.value.length === 0) return 'nothing';
    const by =
      'clicker' in request
        ? ({ kind: 'person', user: request.clicker.user } as const)
        : ({ kind: 'keyturn' } as const);
    const happenings = decided.value.map((body) => ({ body, by, door: 'button' as const, at }));
    incident = evolveAll(incident, happenings, at).incident;
    return decided.value.map(({ kind }) => kind).join(' ');
  };
  const proposal = (): Proposal => {
    const last = incident.proposals.at(-1);
    if (!last) throw new Error('no proposal');
    return last;
  };
  return {
    asks,
    proposal,
    state: () => proposal().state,
    /** Something else, without anybody asking the gate. */
    happens(body: FactBody) {
      const happening = { body, by: { kind: 'keyturn' }, door: 'timer', at } as const;
      incident = evolveAll(incident, [happening], at).incident;
    },
    isAt(moment: Instant) {
      at = moment;
    },
    /** Ana proposes, and it is planned. */
    proposed(over: Partial<Plan> = {}) {
      asks({ kind: 'propose', wish: aWish(), clicker: member(ANA) });
      asks({ kind: 'plan', proposal: 1, plan: aPlan(over) });
    },
    approves: (clicker: Clicker, over: Partial<Extract<GateRequest, { kind: 'approve' }>> = {}) =>
      asks({ kind: 'approve', proposal: 1, hash: aPlan().hash, typed: null, clicker, ...over }),
    starts: (over: Partial<Extract<GateRequest, { kind: 'start' }>> = {}) =>
      asks({
        kind: 'start',
        proposal: 1,
        hash: aPlan().hash,
        stillApprovers: [ANA, BEN, CAT],
        token: 't1',
        until: at + 60_000,
        ...over,
      }),
  };
}
