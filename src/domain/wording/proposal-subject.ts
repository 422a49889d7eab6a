import type { IncidentId } from '../fact.ts';

/** What a button of a proposal is about. `hash`: of the plan that the person looked at; null: there was none yet. */
export type ProposalSubject = {
  readonly id: IncidentId;
  readonly proposal: number;
  readonly hash: string | null;
};

const form = /^(INC-[1-9]\d{0,8})\/([1-9]\d{0,5})(?:\/([0-9a-f]{64}))?$/;

/** The value of a proposal's button: `INC-7/3/<hash>`, `INC-7/3` where there is no plan. */
export function proposalSubject({ id, proposal, hash }: ProposalSubject): string {
  return hash === null ? `${id}/${proposal}` : `${id}/${proposal}/${hash}`;
}

/** Takes it apart; null for whatever was not made by `proposalSubject`. */
export function parseProposalSubject(value: string): ProposalSubject | null {
  const [, id, proposal, hash] = form.exec(value) ?? [];
  return id === undefined ? null : { id, proposal: Number(proposal), hash: hash ?? null };
}
