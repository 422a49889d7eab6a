import type { UserId } from './actor.ts';
import type { Incident } from './incident.ts';
import { gateStepOf } from './proposal/gate-step-keys.ts';
import type { Proposal } from './proposal/proposal.ts';

/** A direct message whose question is over: the step that sent it, who got it, and what it asked for. */
export type AnsweredApproverAsk = {
  readonly step: string;
  readonly user: UserId;
  readonly proposal: Proposal;
};

/** The direct messages that nobody has to answer any more: it is decided, or the one who got it approved it. */
export function answeredApproverAsks({ steps, proposals }: Incident): readonly AnsweredApproverAsk[] {
  return Object.entries(steps).flatMap(([step, { state }]) => {
    const asked = gateStepOf(step);
    if (state !== 'done' || asked?.kind !== 'wake-approvers' || asked.user === null) return [];
    const { user } = asked;
    const proposal = proposals.find((each) => each.proposal === asked.proposal);
    if (!proposal) return [];
    const isWaiting = proposal.state === 'pending' && !hasApproved(proposal, user);
    return isWaiting ? [] : [{ step, user, proposal }];
  });
}

/** Whether somebody approved the plan as it is. */
export function hasApproved({ plan, approvals }: Proposal, user: UserId): boolean {
  return approvals.some((each) => each.user === user && each.hash === plan?.hash);
}
