import type { IncidentId } from '../fact.ts';
import type { Proposal } from '../proposal/proposal.ts';

/** What a proposal's button is about. `hash`: of the plan that was looked at; null: there was none. */
export type ProposalSubject = {
  readonly id: IncidentId;
  readonly proposal: number;
  readonly hash: string | null;
};

/** Strict: whatever else comes in a button's value was made by somebody else. */
const SUBJECT = /^(INC-[1-9]\d{0,8})\/([1-9]\d{0,8})(?:\/([0-9a-f]{8,64}))?$/;

/** The value that a proposal's buttons carry: `INC-7/3/<hash of the plan>`, or `INC-7/3` where there is no plan. */
export function proposalSubject(
  id: IncidentId,
  { proposal, plan }: Pick<Proposal, 'proposal' | 'plan'>,
): string {
  return plan === null ? `${id}/${proposal}` : `${id}/${proposal}/${plan.hash}`;
}

/** Takes such a value apart; null when it is none. */
export function parseProposalSubject(value: string): ProposalSubject | null {
  const [, id, proposal, hash] = SUBJECT.exec(value) ?? [];
  if (id === undefined) return null;
  return { id, proposal: Number(proposal), hash: hash ?? null };
}
