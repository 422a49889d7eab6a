import { type AlertCounts, type Episode, noAlerts } from './alert.ts';
import type { GroupSummary } from './fact.ts';

/** What is known of an incident's alerts: the latest episode of each fingerprint that matters, its groups, its counts. */
export type AlertBook = {
  readonly counts: AlertCounts;
  readonly groups: ReadonlyMap<string, GroupSummary>;
  readonly episodes: ReadonlyMap<string, Episode>;
};

/** A book that may be written into, by the one who made it. */
export type OwnBook = {
  counts: AlertCounts;
  readonly groups: Map<string, GroupSummary>;
  readonly episodes: Map<string, Episode>;
};

export const emptyBook: AlertBook = { counts: noAlerts, groups: new Map(), episodes: new Map() };

/** A book of these episodes; of several with one fingerprint the latest run counts. */
export function alertBook(
  counts: AlertCounts,
  groups: readonly GroupSummary[],
  episodes: readonly Episode[],
): AlertBook {
  const latest = new Map<string, Episode>();
  for (const episode of episodes) {
    const other = latest.get(episode.fingerprint);
    if (!other || episode.occurrence > other.occurrence) latest.set(episode.fingerprint, episode);
  }
  return { counts, groups: new Map(groups.map((group) => [group.id, group])), episodes: latest };
}

/** Identity of an episode within its incident. */
export function episodeKey({ fingerprint, startsAt, occurrence }: Episode): string {
  return JSON.stringify([fingerprint, startsAt, occurrence]);
}
