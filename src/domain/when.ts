import { HOUR, type Instant, MINUTE, SECOND } from './instant.ts';
import { dayBefore, instantsOf, type WallTime, wallTimeAt } from './local-time.ts';
import { ok, type Result, refuse } from './result.ts';

/** A time as somebody wrote it, before it is known where they are and when now is. */
export type When =
  | { readonly kind: 'ago'; readonly ms: number }
  | { readonly kind: 'clock'; readonly hour: number; readonly minute: number; readonly yesterday: boolean }
  | { readonly kind: 'date'; readonly wall: WallTime };

const units: readonly (readonly [RegExp, number])[] = [
  [/^(s|sec|secs|second|seconds)$/, SECOND],
  [/^(m|min|mins|minute|minutes)$/, MINUTE],
  [/^(h|hr|hrs|hour|hours)$/, HOUR],
  [/^(d|day|days)$/, 24 * HOUR],
];

/** Clocks differ a little: what lies this little ahead counts as now. */
const CLOCK_DRIFT = 2 * MINUTE;

/** No phrase for a time has more words ("1 h 30 min ago"). */
const MOST_WORDS = 5;

/**
 * Reads a time at the beginning of `words` (lower case, straight dashes): `14:05`, `2:05pm`, `yesterday 14:05`,
 * `2026-11-20 14:05`, `10m ago`, `1h30m ago`, `now`. Answers the longest reading with the number of words it took.
 */
export function readWhen(words: readonly string[]): { readonly when: When; readonly used: number } | null {
  for (let used = Math.min(MOST_WORDS, words.length); used > 0; used--) {
    const when = parse(words.slice(0, used).join(' '));
    if (when) return { when, used };
  }
  return null;
}

/**
 * The moment that was meant, for somebody in `zone` at `now`. A clock time that would still be to come was yesterday's;
 * of two moments with the same clock time (clocks set back) the later one that has passed. Refused: a date to come.
 */
export function resolveWhen(when: When, now: Instant, zone: string): Result<Instant> {
  if (when.kind === 'ago') return ok(Math.max(0, now - when.ms));
  if (when.kind === 'date') {
    const past = lastPassed(when.wall, now, zone);
    return past === null
      ? refuse({
          kind: 'invalid',
          what: 'That date does not exist or is still to come.',
          example: '/incident note Rolled back --at 14:05',
        })
      : ok(past);
  }
  const today = { ...wallTimeAt(now, zone), hour: when.hour, minute: when.minute };
  const days = when.yesterday ? [dayBefore(today)] : [today, dayBefore(today)];
  const past = days.map((day) => lastPassed(day, now, zone)).find((at) => at !== null);
  return ok(past ?? now);
}

function lastPassed(wall: WallTime, now: Instant, zone: string): Instant | null {
  const passed = (instantsOf(wall, zone) ?? []).filter((at) => at <= now + CLOCK_DRIFT);
  const last = passed.at(-1);
  return last === undefined ? null : Math.min(last, now);
}

function parse(text: string): When | null {
  if (text === 'now') return { kind: 'ago', ms: 0 };
  const ago = /^([\d.a-z ]+?) ?ago$/.exec(text)?.[1];
  if (ago !== undefined) return parseDuration(ago);
  const date = /^(\d{4})-(\d{1,2})-(\d{1,2})[t ](.+)$/.exec(text);
  if (date) {
    const clock = parseClock(date[4] ?? '');
    if (!clock) return null;
    return {
      kind: 'date',
      wall: { year: Number(date[1]), month: Number(date[2]), day: Number(date[3]), ...clock },
    };
  }
  const yesterday = text.startsWith('yesterday ');
  const clock = parseClock(yesterday ? text.slice('yesterday '.length) : text);
  return clock ? { kind: 'clock', ...clock, yesterday } : null;
}

function parseClock(text: string): { readonly hour: number; readonly minute: number } | null {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})? ?(am|pm)?$/.exec(text);
  if (!match || (match[2] === undefined && match[3] === undefined)) return null;
  const minute = Number(match[2] ?? 0);
  const said = Number(match[1]);
  if (match[3] !== undefined && (said < 1 || said > 12)) return null;
  const hour = match[3] === undefined ? said : (said % 12) + (match[3] === 'pm' ? 12 : 0);
  return hour > 23 || minute > 59 ? null : { hour, minute };
}

/** `10m`, `1h30m`, `1 h 30 min`: every number with its unit, nothing else. At most about ten years. */
function parseDuration(text: string): When | null {
  const whole = text.replaceAll(' ', '');
  if (!/^(\d{1,5}(\.\d)?[a-z]+)+$/.test(whole)) return null;
  let ms = 0;
  for (const [, amount, unit] of whole.matchAll(/(\d{1,5}(?:\.\d)?)([a-z]+)/g)) {
    const size = units.find(([name]) => name.test(unit ?? ''))?.[1];
    if (size === undefined) return null;
    ms += Math.round(Number(amount) * size);
  }
  return ms > 3_650 * 24 * HOUR ? null : { kind: 'ago', ms };
}
