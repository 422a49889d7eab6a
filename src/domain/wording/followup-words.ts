import type { UserId } from '../actor.ts';
import { type Day, weekdayOf } from '../day.ts';
import type { Line } from '../document.ts';
import { countFollowups, type Followups } from '../followup.ts';
import { countOf } from './alert-words.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** `Tue 2026-12-01`: the day of the week catches a date that was not meant. */
export function dayWords(day: Day): string {
  const weekday = weekdayOf(day);
  return weekday === null ? day : `${weekdays[weekday] ?? ''} ${day}`;
}

/** ` for @ana, due Tue 2026-12-01`: who does it and until when, as far as it is known; goes after its name. */
export function followupTerms(item: { readonly owner: UserId | null; readonly due: Day | null }): Line {
  return [
    ...(item.owner === null ? [] : [' for ', { kind: 'user', user: item.owner } as const]),
    ...(item.due === null ? [] : [`, due ${dayWords(item.due)}`]),
  ];
}

/** `3 action items, 1 done`; null when there are none. */
export function followupCount(incident: { readonly followups?: Followups }): string | null {
  const { open, done } = countFollowups(incident);
  if (open + done === 0) return null;
  const all = countOf(open + done, 'action item');
  return done === 0 ? all : `${all}, ${done === open + done ? 'all' : done} done`;
}
