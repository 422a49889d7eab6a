import { HOUR, type Instant, MINUTE, SECOND } from './instant.ts';

/** A date and time as a clock on a wall shows it, without a zone. Months count from 1. */
export type WallTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
};

const DAY = 24 * HOUR;

/** What a clock in `zone` (IANA name; UTC when it is unknown) shows at `at`. */
export function wallTimeAt(at: Instant, zone: string): WallTime {
  const parts = new Map(
    formatter(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return {
    year: parts.get('year') ?? 1970,
    month: parts.get('month') ?? 1,
    day: parts.get('day') ?? 1,
    hour: parts.get('hour') ?? 0,
    minute: parts.get('minute') ?? 0,
  };
}

/**
 * The moments at which a clock in `zone` shows `wall`, earlier first. Two when clocks are set back over it; when clocks
 * are set forward over it, no clock ever shows it, and the answer is the moment a clock that was not set would mean.
 * Null when there is no such date (`2026-02-30`) or time.
 */
export function instantsOf(wall: WallTime, zone: string): readonly [Instant, ...Instant[]] | null {
  if (!isDate(wall)) return null;
  const asUtc = utcOf(wall);
  // Offsets reach from -12 h to +14 h, and change at most once within a day around any moment.
  const before = asUtc - offsetAt(asUtc - DAY, zone);
  const after = asUtc - offsetAt(asUtc + DAY, zone);
  const exact = [Math.min(before, after), Math.max(before, after)].filter(
    (candidate, index, all) =>
      candidate + offsetAt(candidate, zone) === asUtc && all.indexOf(candidate) === index,
  );
  const [first, ...rest] = exact;
  return first === undefined ? [before] : [first, ...rest];
}

/** The day before, on the calendar. */
export function dayBefore(wall: WallTime): WallTime {
  return {
    ...wallTimeAt(utcOf({ ...wall, hour: 12, minute: 0 }) - DAY, 'UTC'),
    hour: wall.hour,
    minute: wall.minute,
  };
}

function isDate(wall: WallTime): boolean {
  if (wall.year < 1970 || wall.year > 9_999 || wall.hour > 23 || wall.minute > 59) return false;
  const back = wallTimeAt(utcOf(wall), 'UTC');
  return back.month === wall.month && back.day === wall.day;
}

/** Local time minus UTC at a moment, in milliseconds, in whole minutes. */
export function offsetAt(at: Instant, zone: string): number {
  const minute = Math.floor(at / MINUTE) * MINUTE;
  return utcOf(wallTimeAt(minute, zone)) - minute;
}

/** Days since 1970 by counting the year from March, so that the leap day comes last. */
function utcOf({ year, month, day, hour, minute }: WallTime): Instant {
  const y = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const days = y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
  return days * DAY + hour * HOUR + minute * 60 * SECOND;
}

function formatter(zone: string): Intl.DateTimeFormat {
  const options = {
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US-u-nu-latn', { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat('en-US-u-nu-latn', { ...options, timeZone: 'UTC' });
  }
}
