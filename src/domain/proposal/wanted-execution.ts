import type { Incident } from '../incident.ts';
import { type Instant, MINUTE, SECOND } from '../instant.ts';
import type { Proposal } from './proposal.ts';
import { wasStoppedOnTheWay } from './proposal-state.ts';

/** While it is verified, it is looked at this often. */
const LOOK_EVERY = 3 * SECOND;

/** What could not be begun or settled is tried again this often. */
const TRY_EVERY = 10 * SECOND;

/** Whose outcome could not be found out by then stays unknown. */
export const SETTLE_FOR = 15 * MINUTE;

/** What the executor has to do about a proposal: plan it, do it, see how it goes, or find out what became of it. */
export type WantedExecution = 'plan' | 'begin' | 'look' | 'settle';

/** What the executor has to do now; null: nothing, or nothing yet. */
export function wantedExecution(proposal: Proposal, at: Instant): WantedExecution | null {
  const { state, lease, sentAt, plan } = proposal;
  if (state === 'draft') return 'plan';
  if (state === 'approved') return plan !== null && at < plan.executeBy ? 'begin' : null;
  if (state !== 'executing' && !wasStoppedOnTheWay(proposal)) return null;
  if (sentAt !== null) return 'look';
  return lease === null || lease.until <= at ? 'settle' : null;
}

/** When the executor has something to do again; null: nothing waits for it. */
export function nextExecutionAt({ proposals }: Pick<Incident, 'proposals'>, at: Instant): Instant | null {
  const times = proposals.flatMap((proposal): readonly Instant[] => {
    const { state, lease, sentAt } = proposal;
    if (state === 'draft' || state === 'approved') return [at + TRY_EVERY];
    if (state !== 'executing' && !wasStoppedOnTheWay(proposal)) return [];
    if (sentAt !== null) return [at + LOOK_EVERY];
    return [Math.max(lease?.until ?? at, at + LOOK_EVERY)];
  });
  return times.length === 0 ? null : Math.min(...times);
}
