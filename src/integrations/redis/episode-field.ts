import type { Episode } from '../../domain/alert.ts';
import { shortDigest } from './short-digest.ts';

/** Bounds for ZRANGEBYLEX. */
export type Bounds = { readonly min: string; readonly max: string };

/**
 * The identity of an episode as one text: (fingerprint, startsAt, occurrence), in an order in which the latest episode
 * of a fingerprint comes last.
 */
export function episodeField(episode: Episode): string {
  // A start before 1970 (Go's zero time, which some senders use, is the year 1) comes first: `-` is before every digit.
  const started = String(episode.startedAt).padStart(16, '0');
  const occurrence = String(episode.occurrence).padStart(8, '0');
  return [episode.fingerprint, started, occurrence, episode.startsAt].join('\n');
}

/** An episode's field behind the mark of its group. */
export function groupMember(group: string, field: string): string {
  return `${shortDigest(group)}\n${field}`;
}

/** The field in a member that groupMember made. */
export function fieldOfMember(member: string): string {
  return member.slice(member.indexOf('\n') + 1);
}

/** Where the episodes of one fingerprint are among all fields. */
export function fingerprintBounds(fingerprint: string): Bounds {
  return startingWith(fingerprint);
}

/** Where the episodes of one group are among all members. */
export function groupBounds(group: string): Bounds {
  return startingWith(shortDigest(group));
}

function startingWith(part: string): Bounds {
  // \v is the character after \n.
  return { min: `[${part}\n`, max: `(${part}\v` };
}
