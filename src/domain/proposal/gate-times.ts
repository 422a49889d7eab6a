import { type Instant, MINUTE } from '../instant.ts';
import type { Roster } from '../role.ts';
import type { Clock } from './gate-fact.ts';
import type { Plan, Proposal } from './proposal.ts';
import { unacknowledged } from './proposal-state.ts';

/** An executor plans within seconds. After this long none runs, and whoever proposed it must not wait in vain. */
export const PLAN_WITHIN = 2 * MINUTE;

/** Who is to be woken next for a proposal, and when. `isReminder`: the same people, a second time. */
export type WakeStage = {
  readonly stage: number;
  readonly roster: Roster;
  readonly at: Instant;
  readonly isReminder: boolean;
};

/** Whoever is asked first is asked again when there is nobody else to ask. */
export function wakeStages({ approvers }: Plan): readonly Roster[] {
  const [first] = approvers;
  return first && approvers.length === 1 ? [first, first] : approvers;
}

/**
 * The second key is asleep: the first approvers are woken as soon as they could approve, the next at half of the time,
 * the third at half of what is left then, and so on. When nobody of one stage could be reached, the next has its turn
 * at once. Null: nobody is to be woken any more.
 */
export function nextWake(proposal: Proposal): WakeStage | null {
  const { state, plan, plannedAt, woken } = proposal;
  // Before the requester acknowledged what could break nobody can approve, so nobody is got out of bed.
  if (state !== 'pending' || plan === null || plannedAt === null || plan.quorum === 0) return null;
  if (unacknowledged(proposal).length > 0) return null;
  const stage = woken.length;
  const roster = wakeStages(plan)[stage];
  if (!roster) return null;
  const isReminder = plan.approvers.length === 1 && stage > 0;
  const before = woken.at(-1);
  const inVain = !isReminder && before !== undefined && before.users.length === 0;
  const turn = plan.approveBy - (plan.approveBy - plannedAt) / 2 ** stage;
  return { stage, roster, at: inVain ? before.at : Math.round(turn), isReminder };
}

/** What has run out for a proposal at a moment; null: nothing. Of what was begun nothing runs out. */
export function ranOut(
  { state, plan }: Proposal,
  { at, isIncidentOpen }: { readonly at: Instant; readonly isIncidentOpen: boolean },
): Clock | null {
  if (state !== 'draft' && state !== 'pending' && state !== 'approved') return null;
  if (!isIncidentOpen) return 'incident';
  if (plan === null) return null;
  if (state === 'pending' && at >= plan.approveBy) return 'approve';
  return state === 'approved' && at >= plan.executeBy ? 'execute' : null;
}

/** The moments at which somebody has to see to a proposal: a clock runs out, or somebody else is to be woken. */
export function gateMoments(proposal: Proposal): readonly Instant[] {
  const { state, plan, proposedAt } = proposal;
  if (state === 'draft') return [proposedAt + PLAN_WITHIN];
  if (plan === null) return [];
  if (state === 'approved') return [plan.executeBy];
  if (state !== 'pending') return [];
  const wake = nextWake(proposal);
  return wake === null ? [plan.approveBy] : [wake.at, plan.approveBy];
}
