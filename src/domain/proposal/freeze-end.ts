import { HOUR, type Instant } from '../instant.ts';
import { instantsOf, type WallTime, wallTimeAt } from '../local-time.ts';
import type { FreezeTime } from './gate-rules.ts';

type Weekly = Extract<FreezeTime, { readonly kind: 'weekly' }>;

const DAY = 24 * HOUR;

/** A freeze of every day has no end that anybody could wait for; this far ahead is far enough to say so. */
const MOST_DAYS = 8;

/**
 * Until when a freeze holds that is in force at `at`; null: it is not in force. Weekly windows that touch each other count
 * as one. Clocks that are set back or forward are followed as people read them.
 */
export function freezeEnd(time: FreezeTime, at: Instant): Instant | null {
  if (time.kind === 'once') return time.from <= at && at < time.to ? time.to : null;
  let end: Instant | null = null;
  for (let days = 0; days < MOST_DAYS; days++) {
    const next = windowEnd(time, end ?? at);
    if (next === null) break;
    end = next;
  }
  return end;
}

/** The end of the one window around `at`; null: there is none. */
function windowEnd(time: Weekly, at: Instant): Instant | null {
  const wall = wallTimeAt(at, time.timeZone);
  const minute = wall.hour * 60 + wall.minute;
  const isOvernight = time.to <= time.from;
  const today = noonOf(wall);
  const yesterday = today - DAY;
  const ends = [
    isOvernight && time.days.includes(weekday(yesterday)) && minute < time.to ? today : null,
    time.days.includes(weekday(today)) && minute >= time.from && (isOvernight || minute < time.to)
      ? today + (isOvernight ? DAY : 0)
      : null,
  ].filter((day) => day !== null);
  const lastDay = ends.at(-1);
  return lastDay === undefined ? null : endOf(lastDay, time, at);
}

/** Minutes may be 1440: midnight at the end of the day. Where a clock shows the end twice, it is the later one. */
function endOf(noon: Instant, { to, timeZone }: Weekly, at: Instant): Instant {
  const date = wallTimeAt(noon + (to === 24 * 60 ? DAY : 0), 'UTC');
  const wall = { ...date, hour: Math.floor(to / 60) % 24, minute: to % 60 };
  const shown = instantsOf(wall, timeZone) ?? [at];
  return shown.find((moment) => moment > at) ?? at;
}

/** A date as the moment of its noon by UTC: for counting days, whatever the zone. */
function noonOf(wall: WallTime): Instant {
  return instantsOf({ ...wall, hour: 12, minute: 0 }, 'UTC')?.[0] ?? 0;
}

/** 0 is Sunday; the first of January 1970 was a Thursday. */
function weekday(noon: Instant): number {
  return (Math.floor(noon / DAY) + 4) % 7;
}
