import type { Proposal, ProposalState } from './proposal.ts';

/** What never changes again. An unknown outcome can still be settled. */
const final: readonly ProposalState[] = [
  'refused',
  'succeeded',
  'failed',
  'denied',
  'expired',
  'superseded',
  'withdrawn',
  'stopped',
];

/** True while something may still come of it. */
export function isLive({ state }: Proposal): boolean {
  return !final.includes(state);
}

/** Begun and stopped before anybody knew whether it was sent: until that is found out it may still have its effect. */
export function wasStoppedOnTheWay({ state, lease }: Proposal): boolean {
  return state === 'stopped' && lease !== null;
}

/**
 * True while nothing else may be done to its object. What nobody will ever know more of holds up nobody: its request
 * has ended, one way or the other.
 */
export function holdsObject(proposal: Proposal): boolean {
  return (isLive(proposal) && proposal.state !== 'unknown') || wasStoppedOnTheWay(proposal);
}

/** The target as an approver of the protected tier types it: `prod-eu1/shop/checkout`, `prod-eu1/ip-10-0-1-7`. */
export function typedTarget({ wish: { cluster, target } }: Proposal): string {
  return [cluster, ...(target.namespace === null ? [] : [target.namespace]), target.name].join('/');
}

/** The warnings that the requester has to acknowledge and has not. */
export function unacknowledged({ plan, acknowledged }: Proposal): readonly string[] {
  return (plan?.warnings ?? []).flatMap(({ id, level }) =>
    level === 'must-acknowledge' && !acknowledged.includes(id) ? [id] : [],
  );
}

/** How many approvals are missing. Only approvals of this very plan count, and each person once. */
export function missingApprovals({ plan, approvals }: Proposal): number {
  if (plan === null) return Number.POSITIVE_INFINITY;
  const people = new Set(approvals.flatMap(({ user, hash }) => (hash === plan.hash ? [user] : [])));
  return Math.max(0, plan.quorum - people.size);
}
