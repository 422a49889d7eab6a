import { HOUR, type Instant } from './instant.ts';
import { instantsOf, type WallTime, wallTimeAt } from './local-time.ts';
import { ok, type Result, refuse } from './result.ts';

/** A day of the calendar, without a zone: `2026-12-01`. */
export type Day = string;

/** A day to come as somebody wrote it, before it is known where they are and which day it is there. */
export type DayWords =
  | { readonly kind: 'date'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly kind: 'in'; readonly days: number }
  /** Sunday is 0. `nextWeek`: not the coming one, but that of the week after this one (weeks begin on Monday). */
  | { readonly kind: 'weekday'; readonly weekday: number; readonly nextWeek: boolean };

const DAY = 24 * HOUR;

/** "by next friday": no day has more words than this, with the word before it. */
const MOST_WORDS = 4;

/** Before a day these say that the day belongs to the sentence ("why it failed on friday"), not to when it is due. */
const belongs = /^(last|since|every|each|on|from|of|before|after|until|till|and|or)$/;

const weekdays: readonly RegExp[] = [
  /^sun(day)?$/,
  /^mon(day)?$/,
  /^tue(s|sday)?$/,
  /^wed(nesday)?$/,
  /^thu(r|rs|rsday)?$/,
  /^fri(day)?$/,
  /^sat(urday)?$/,
];

/**
 * Reads a day to come at the end of `words` (lower case): `2026-12-01`, `today`, `tomorrow`, `friday`, `next friday`,
 * `in 3 days`, `in 2 weeks`, `next week`, each also after `by` or `due`. Answers how many words it took; null: none.
 */
export function readDay(words: readonly string[]): { readonly day: DayWords; readonly used: number } | null {
  for (let used = Math.min(MOST_WORDS, words.length); used > 0; used--) {
    const taken = words.slice(-used);
    const named = /^(by|due|due:)$/.test(taken[0] ?? '');
    const day = parse((named ? taken.slice(1) : taken).join(' '));
    if (!day) continue;
    return !named && belongs.test(words.at(-used - 1) ?? '') ? null : { day, used };
  }
  return null;
}

/** The day that was meant, for somebody in `zone` at `now`. Refused: a day that there is not, or that is over. */
export function resolveDay(words: DayWords, now: Instant, zone: string): Result<Day> {
  const today = dayNumber(wallTimeAt(now, zone));
  if (words.kind === 'in') return ok(dayText(today + words.days));
  if (words.kind === 'weekday') return ok(dayText(weekdayAfter(today, words.weekday, words.nextWeek)));
  const noon = instantsOf({ ...words, hour: 12, minute: 0 }, 'UTC');
  if (noon === null) return refuse(notThere(words));
  const meant = Math.floor(noon[0] / DAY);
  if (meant >= today) return ok(dayText(meant));
  return refuse({ kind: 'invalid', what: `${dayText(meant)} is over. Name a day to come.`, example });
}

/** The weekday of a day, Sunday is 0; null when there is no such day. */
export function weekdayOf(day: Day): number | null {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const noon = instantsOf({ year, month, day: date, hour: 12, minute: 0 }, 'UTC');
  return noon === null ? null : weekdayNumber(Math.floor(noon[0] / DAY));
}

const example = '/incident followup Write the runbook by friday';

function notThere({ year, month, day }: Extract<DayWords, { kind: 'date' }>) {
  return { kind: 'invalid', what: `There is no day ${year}-${two(month)}-${two(day)}.`, example } as const;
}

function parse(text: string): DayWords | null {
  if (text === 'today') return { kind: 'in', days: 0 };
  if (text === 'tomorrow') return { kind: 'in', days: 1 };
  if (text === 'next week') return { kind: 'in', days: 7 };
  const date = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (date) return { kind: 'date', year: Number(date[1]), month: Number(date[2]), day: Number(date[3]) };
  const span = /^in (an?|one|\d{1,3}) (day|week)s?$/.exec(text);
  if (span) {
    const count = /^\d/.test(span[1] ?? '') ? Number(span[1]) : 1;
    return { kind: 'in', days: span[2] === 'week' ? 7 * count : count };
  }
  const named = /^(this |next )?([a-z]+)$/.exec(text);
  const weekday = weekdays.findIndex((name) => name.test(named?.[2] ?? ''));
  return weekday < 0 ? null : { kind: 'weekday', weekday, nextWeek: named?.[1] === 'next ' };
}

/** The coming one: on a Friday, `friday` is a week away, for today is called today. */
function weekdayAfter(today: number, weekday: number, nextWeek: boolean): number {
  if (!nextWeek) return today + ((weekday - weekdayNumber(today) + 7) % 7 || 7);
  const monday = today - ((weekdayNumber(today) + 6) % 7);
  return monday + 7 + ((weekday + 6) % 7);
}

/** 1970-01-01 was a Thursday. */
function weekdayNumber(days: number): number {
  return (days + 4) % 7;
}

/** Days since 1970-01-01. */
function dayNumber(wall: WallTime): number {
  const noon = instantsOf({ ...wall, hour: 12, minute: 0 }, 'UTC');
  return Math.floor((noon?.[0] ?? 0) / DAY);
}

function dayText(days: number): Day {
  const { year, month, day } = wallTimeAt(days * DAY, 'UTC');
  return `${year}-${two(month)}-${two(day)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
