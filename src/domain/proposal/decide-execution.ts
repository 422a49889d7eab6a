import type { FactBody } from '../fact.ts';
import type { Instant } from '../instant.ts';
import { ok, type Refused, type Result, refuse } from '../result.ts';
import type { Clicker, GateRequest } from './gate-request.ts';
import { ranOut } from './gate-times.ts';
import type { Proposal } from './proposal.ts';
import { missingApprovals, wasStoppedOnTheWay } from './proposal-state.ts';

type Step = Exclude<GateRequest, { readonly kind: 'propose' } | { readonly clicker: Clicker }>;

/** What the timer and the executor may do with a proposal. Whoever is not the one with the lease changes nothing. */
export function decideExecution(
  proposal: Proposal,
  step: Step,
  { at, isIncidentOpen }: { readonly at: Instant; readonly isIncidentOpen: boolean },
): Result<readonly FactBody[]> {
  const number = proposal.proposal;
  switch (step.kind) {
    case 'plan':
      if (proposal.state !== 'draft') return ok([]);
      return ok([{ kind: 'action.planned', proposal: number, plan: step.plan }]);
    case 'refuse-plan':
      if (proposal.state !== 'draft') return ok([]);
      return ok([{ kind: 'action.refused', proposal: number, why: step.why }]);
    case 'expire': {
      const clock = ranOut(proposal, { at, isIncidentOpen });
      return ok(clock === null ? [] : [{ kind: 'action.expired', proposal: number, clock }]);
    }
    case 'supersede':
      // What another executor has begun looks like another content to this one: it moved because it was done.
      if (proposal.state !== 'pending' && proposal.state !== 'approved') return ok([]);
      return ok([{ kind: 'action.superseded', proposal: number, moved: step.moved, by: null }]);
    case 'start':
      if (!isIncidentOpen) return not('The incident is over.');
      return start(proposal, step, at);
    case 'sent':
      return sent(proposal, step);
    case 'progress':
      if (!['approved', 'executing'].includes(proposal.state) || proposal.progress === step.sentence)
        return ok([]);
      return ok([{ kind: 'action.progressed', proposal: number, sentence: step.sentence }]);
    case 'wake': {
      const { stage, users, missed } = step;
      if (proposal.woken.some((each) => each.stage === stage)) return ok([]);
      return ok([{ kind: 'action.woken', proposal: number, stage, users, missed }]);
    }
    case 'finish':
      return finish(proposal, step);
    case 'settle':
      if (proposal.settlement !== null) return ok([]);
      // What was stopped on the way is settled by whoever has its lease; what is unknown has none any more.
      if (
        proposal.state !== 'unknown' &&
        !(wasStoppedOnTheWay(proposal) && proposal.lease?.token === step.token)
      )
        return ok([]);
      return ok([
        {
          kind: 'action.settled',
          proposal: number,
          settlement: step.settlement,
          sentence: step.sentence,
        },
      ]);
  }
}

function start(
  proposal: Proposal,
  { hash, stillApprovers, token, until }: Extract<Step, { kind: 'start' }>,
  at: Instant,
): Result<readonly FactBody[]> {
  const { plan, state, approvals, requester } = proposal;
  if (state !== 'approved' || plan === null) return not('It is not approved, or somebody began before.');
  if (at >= plan.executeBy) return not('The time to do it is over.');
  if (hash !== plan.hash) return not('What would be done now is not what was approved.');
  if (plan.quorum === 0 && !stillApprovers.includes(requester)) {
    return not('Whoever broke the glass may not do so any more.');
  }
  // The requester's own was refused at the click; here, where it counts, it is none either.
  const valid = approvals.filter(({ user }) => user !== requester && stillApprovers.includes(user));
  if (missingApprovals({ ...proposal, approvals: valid }) > 0) {
    return not('Somebody who approved it may not do so any more.');
  }
  return ok([{ kind: 'action.started', proposal: proposal.proposal, token, until }]);
}

/** That the request had its effect is true whatever happened meanwhile: also when somebody stopped it right then. */
function sent(
  { proposal, state, lease, sentAt }: Proposal,
  { token, how }: Extract<Step, { kind: 'sent' }>,
): Result<readonly FactBody[]> {
  if (sentAt !== null) return ok([]);
  const began = ['executing', 'stopped', 'unknown'].includes(state);
  if (!began || (lease !== null && lease.token !== token)) return not('Somebody else has it.');
  return ok([{ kind: 'action.sent', proposal, token, how }]);
}

/**
 * Only the one who began can say how it ended, also after their lease: they know best. Of what was stopped on the way it
 * can turn out that nobody knows what became of it.
 */
function finish(
  proposal: Proposal,
  { token, outcome, sentence }: Extract<Step, { kind: 'finish' }>,
): Result<readonly FactBody[]> {
  const mayEnd = proposal.state === 'executing' || (outcome === 'unknown' && wasStoppedOnTheWay(proposal));
  if (!mayEnd || proposal.lease?.token !== token) return not('Somebody else has it.');
  return ok([{ kind: 'action.executed', proposal: proposal.proposal, token, outcome, sentence }]);
}

function not(what: string): Refused {
  return refuse({ kind: 'conflict', what });
}
