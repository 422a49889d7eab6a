import type { AlertCounts, Episode } from './alert.ts';
import { type AlertBook, episodeKey, type OwnBook } from './alert-book.ts';
import { type Transition, transition, whenMissing } from './alert-transition.ts';
import type { AlertPart } from './correlation.ts';
import type { AlertDelta, GroupSummary } from './fact.ts';
import type { Instant } from './instant.ts';

/** What a delivery changes about an incident's alerts. `episodes` are to be stored; the counts hold afterwards. */
export type AlertChange = {
  readonly group: GroupSummary;
  readonly delta: AlertDelta;
  readonly counts: AlertCounts;
  readonly episodes: readonly Episode[];
  /** False when the delivery says nothing that was not known. */
  readonly anything: boolean;
};

/**
 * Compares what a delivery says about one correlation key with what is known of the incident that owns it.
 * The body holds the whole group, not a change to it; its root status is not looked at, because under `max_alerts` it
 * hides what was cut off. Alerts that routing ignores never become episodes; those that are episodes already (the
 * configuration was changed meanwhile) are followed to their end.
 */
export function alertDelta(book: AlertBook, part: AlertPart, at: Instant): AlertChange {
  const group = part.group.id;
  const known = book.groups.get(group);
  const transitions = part.alerts.flatMap(({ alert, policy }): Transition => {
    const before = book.episodes.get(alert.fingerprint);
    if (!before && policy.outcome === 'ignore') return [];
    const change = transition(before, { alert, group, at });
    // An alert that two groups hold would wander with every delivery; it moves only when its group is a new one.
    return known && change.every(({ episode, told }) => !told && isMove(before, episode)) ? [] : change;
  });
  return changed(book, part.group, [...transitions, ...missing(book, part)]);
}

/** The same for what was learnt otherwise: a held firing confirmed or dropped, an alert found gone. */
export function changed(book: AlertBook, group: GroupSummary, transitions: Transition): AlertChange {
  const known = book.groups.get(group.id);
  const stored = new Map(transitions.map(({ episode }) => [episodeKey(episode), episode]));
  const told = (kind: keyof AlertDelta) =>
    transitions.filter((one) => one.told === kind).map(({ episode }) => episode);
  const isMember = known !== undefined || transitions.length > 0;
  return {
    group,
    delta: {
      joined: told('joined'),
      refired: told('refired'),
      returned: told('returned'),
      resolved: told('resolved'),
      gone: told('gone'),
      held: told('held'),
    },
    counts: {
      ...countEpisodes(book, transitions),
      truncated: book.counts.truncated - (known?.truncated ?? 0) + (isMember ? group.truncated : 0),
      groups: book.counts.groups + (known || !isMember ? 0 : 1),
    },
    episodes: [...stored.values()],
    anything: isMember && (transitions.length > 0 || known?.truncated !== group.truncated),
  };
}

/** The book after a change. The one before is left as it is. */
export function withChange(book: AlertBook, change: AlertChange): AlertBook {
  const next = { ...book, groups: new Map(book.groups), episodes: new Map(book.episodes) };
  enterChange(next, change);
  return next;
}

/** Enters a change into a book that is the caller's own: in a storm there are thousands of them in a row. */
export function enterChange(book: OwnBook, change: AlertChange): void {
  if (!change.anything) return;
  for (const episode of change.episodes) {
    const other = book.episodes.get(episode.fingerprint);
    if (!other || episode.occurrence >= other.occurrence) book.episodes.set(episode.fingerprint, episode);
  }
  book.groups.set(change.group.id, change.group);
  book.counts = change.counts;
}

/** An empty body proves nothing, nor does one with a part of its group cut off. */
function missing(book: AlertBook, part: AlertPart): Transition {
  if (part.group.truncated > 0 || part.present.size === 0) return [];
  return [...book.episodes.values()]
    .filter(({ group, fingerprint }) => group === part.group.id && !part.present.has(fingerprint))
    .flatMap(whenMissing);
}

function isMove(before: Episode | undefined, episode: Episode): boolean {
  return before?.state === episode.state && before.occurrence === episode.occurrence;
}

function countEpisodes(book: AlertBook, transitions: Transition): AlertCounts {
  const counts = { ...book.counts };
  const states = new Map<string, Episode['state']>();
  for (const { episode } of transitions) {
    const key = episodeKey(episode);
    const latest = book.episodes.get(episode.fingerprint);
    const known = latest && episodeKey(latest) === key ? latest.state : undefined;
    const before = states.get(key) ?? known;
    if (before) counts[before] -= 1;
    counts[episode.state] += 1;
    states.set(key, episode.state);
  }
  return counts;
}
