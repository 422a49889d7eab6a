import type { Actor, UserId } from './actor.ts';
import type { Day } from './day.ts';
import type { Instant } from './instant.ts';

/** Something that is to be done after the incident, so that it does not happen again: an action item of its postmortem. */
export type Followup = {
  /** Counts from 1 within the incident. */
  readonly followup: number;
  readonly text: string;
  readonly owner: UserId | null;
  readonly due: Day | null;
  readonly by: Actor;
  readonly at: Instant;
  readonly done: boolean;
};

/** All that are open, and the last ones that are done, in the order in which they were added. */
export type Followups = { readonly last: number; readonly list: readonly Followup[] };

/** A longer text belongs into a note. */
export const MAX_FOLLOWUP = 300;

/** So many open ones nobody works off; and each of them is in every snapshot. */
export const MOST_OPEN = 50;

/** So many of those that are done are kept in the snapshot; the log has all of them. */
export const KEPT_DONE = 10;

/** Those of an incident; it has none as long as nobody added one. */
export function followupsOf(incident: { readonly followups?: Followups }): Followups {
  return incident.followups ?? { last: 0, list: [] };
}

/** How many of an incident's are open, and how many done. */
export function countFollowups(incident: { readonly followups?: Followups }): {
  readonly open: number;
  readonly done: number;
} {
  const { last, list } = followupsOf(incident);
  const open = list.filter(({ done }) => !done).length;
  return { open, done: last - open };
}
