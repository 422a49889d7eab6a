import { HOUR, type Instant, MINUTE } from '../../instant.ts';
import { offsetAt } from '../../local-time.ts';
import { utcParts } from '../../utc-text.ts';

/** How moments are written for one team: on the clocks of its zone, and in UTC where that is another time. */
export type ZoneTimes = {
  readonly zone: string;
  /** Whether the team's clocks show UTC: then a moment has one time, not the same one twice. */
  readonly isUtc: boolean;
  /** Local time minus UTC, in milliseconds. */
  readonly offset: (at: Instant) => number;
  /** `2026-11-20`. */
  readonly date: (at: Instant) => string;
  /** `Friday, 2026-11-20`. */
  readonly day: (at: Instant) => string;
  /** `14:05:07`. */
  readonly clock: (at: Instant) => string;
  /** `2026-11-20 14:05:07`. */
  readonly full: (at: Instant) => string;
  /** `13:05:07 UTC`; with its date when that is another one there. Null where the team's clocks show UTC. */
  readonly utc: (at: Instant) => string | null;
  /** A moment that stands alone: `2026-11-20 14:05:07 (13:05:07 UTC)`, or `2026-11-20 13:05:07 UTC`. */
  readonly moment: (at: Instant) => string;
  /** The head of a column of such moments: `Fired (Europe/Berlin)`, or `Fired` alone. */
  readonly head: (word: string) => string;
};

const DAY = 24 * HOUR;

/** Every zone's offset changes at a quarter of an hour, so within one it is asked for once: asking is slow. */
const QUARTER = 15 * MINUTE;

/** 1970 began on a Thursday. */
const weekdays = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'] as const;

/** Names of UTC in the time zone database, in letters of any size: https://data.iana.org/time-zones/tzdb/etcetera */
const UTC_NAME = /^(?:Etc\/)?(?:UTC|UCT|GMT(?:[+-]?0)?|Zulu|Universal|Greenwich)$/i;

/** The times of a team in `zone` (IANA name). */
export function createZoneTimes(zone: string): ZoneTimes {
  const offsets = new Map<number, number>();
  const offset = (at: Instant): number => {
    const quarter = Math.floor(at / QUARTER) * QUARTER;
    const known = offsets.get(quarter) ?? offsetOf(quarter, zone);
    offsets.set(quarter, known);
    return known;
  };
  const local = (at: Instant) => utcParts(at + offset(at));
  const date = (at: Instant): string => local(at).date;
  const full = (at: Instant): string => `${local(at).date} ${local(at).time}`;
  const isUtc = UTC_NAME.test(zone);
  const utc = (at: Instant): string | null => {
    if (isUtc) return null;
    const parts = utcParts(at);
    return parts.date === date(at) ? `${parts.time} UTC` : `${parts.date} ${parts.time} UTC`;
  };
  return {
    zone,
    isUtc,
    offset,
    date,
    day: (at) => `${weekdayOf(at + offset(at))}, ${date(at)}`,
    clock: (at) => local(at).time,
    full,
    utc,
    moment: (at) => (isUtc ? `${full(at)} UTC` : `${full(at)} (${utc(at)})`),
    head: (word) => (isUtc ? word : `${word} (${zone})`),
  };
}

function offsetOf(quarter: Instant, zone: string): number {
  // A moment that no calendar has: there is nothing to add to it.
  return Number.isFinite(quarter) ? offsetAt(quarter, zone) : 0;
}

function weekdayOf(local: number): string {
  const day = Math.floor(local / DAY) % 7;
  return weekdays[(day + 7) % 7] ?? '';
}
