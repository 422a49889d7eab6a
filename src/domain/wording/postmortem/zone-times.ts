import { HOUR, type Instant, MINUTE } from '../../instant.ts';
import { instantsOf, wallTimeAt } from '../../local-time.ts';
import { utcParts } from '../../utc-text.ts';

/** How moments are written for one team: on the clocks of its zone, and in UTC. */
export type ZoneTimes = {
  readonly zone: string;
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
  /** `13:05:07 UTC`; with its date when that is another one there. */
  readonly utc: (at: Instant) => string;
};

const DAY = 24 * HOUR;

/** Every zone's offset changes at a quarter of an hour, so within one it is asked for once: asking is slow. */
const QUARTER = 15 * MINUTE;

/** 1970 began on a Thursday. */
const weekdays = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'] as const;

/** The times of a team in `zone` (IANA name; an unknown one is read as UTC, and called so). */
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
  return {
    zone,
    offset,
    date,
    day: (at) => `${weekdayOf(at + offset(at))}, ${date(at)}`,
    clock: (at) => local(at).time,
    full: (at) => `${local(at).date} ${local(at).time}`,
    utc(at) {
      const utc = utcParts(at);
      return utc.date === date(at) ? `${utc.time} UTC` : `${utc.date} ${utc.time} UTC`;
    },
  };
}

function offsetOf(quarter: Instant, zone: string): number {
  // A moment that no calendar has: there is nothing to add to it.
  if (!Number.isFinite(quarter)) return 0;
  const [asUtc] = instantsOf(wallTimeAt(quarter, zone), 'UTC') ?? [quarter];
  return asUtc - quarter;
}

function weekdayOf(local: number): string {
  const day = Math.floor(local / DAY) % 7;
  return weekdays[(day + 7) % 7] ?? '';
}
