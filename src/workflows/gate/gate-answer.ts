import type { Proposal, ProposalState } from '../../domain/proposal/proposal.ts';
import { proposalStates } from '../../domain/proposal/proposal.ts';
import { missingApprovals, unacknowledged } from '../../domain/proposal/proposal-state.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';

/** What came of a request to the gate, as it was at that moment. */
export type GateDone = {
  readonly proposal: number;
  /** False: it was so already. */
  readonly changed: boolean;
  readonly state: ProposalState;
  /** How many approvals it still needs, 0 while it is not planned; and how many warnings the requester has to acknowledge. */
  readonly missing: number;
  readonly unacknowledged: number;
};

/** What there is to say of a proposal afterwards. */
export function gateDone(proposal: Proposal, changed: boolean): GateDone {
  return {
    proposal: proposal.proposal,
    changed,
    state: proposal.state,
    missing: proposal.plan === null ? 0 : missingApprovals(proposal),
    unacknowledged: unacknowledged(proposal).length,
  };
}

/** The answer as it is kept under the request's id: the same request a second time gets the very same one. */
export function keptAnswer(result: Result<GateDone>): Readonly<Record<string, unknown>> {
  return result.ok ? { done: result.value } : { refusal: result.refusal };
}

/** Reads it again. What is no such answer was the answer to something else, which is as good as a refusal. */
export function answerAgain(kept: unknown): Result<GateDone> {
  if (isObject(kept) && isDone(kept.done)) return ok(kept.done);
  if (isObject(kept) && isRefusal(kept.refusal)) return refuse(kept.refusal);
  return refuse({ kind: 'conflict', what: 'This was answered before.', example: '/incident proposals' });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isDone(value: unknown): value is GateDone {
  return (
    isObject(value) &&
    typeof value.proposal === 'number' &&
    typeof value.changed === 'boolean' &&
    typeof value.missing === 'number' &&
    typeof value.unacknowledged === 'number' &&
    proposalStates.some((state) => state === value.state)
  );
}

function isRefusal(value: unknown): value is Refusal {
  return isObject(value) && typeof value.kind === 'string' && typeof value.what === 'string';
}
