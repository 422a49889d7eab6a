import { HOUR, type Instant, MINUTE, SECOND } from '../../domain/instant.ts';
import { wallTimeAt } from '../../domain/local-time.ts';

/** A moment as findings say it: `02:41 UTC`, with the date when it is not the day of `seenAt`. */
export function clock(at: Instant, seenAt: Instant): string {
  const { year, month, day, hour, minute } = wallTimeAt(at, 'UTC');
  const time = `${two(hour)}:${two(minute)} UTC`;
  const date = `${year}-${two(month)}-${two(day)}`;
  const seen = wallTimeAt(seenAt, 'UTC');
  return date === `${seen.year}-${two(seen.month)}-${two(seen.day)}` ? time : `${date} ${time}`;
}

/** A length of time in milliseconds as people say it, rounded down: `40 s`, `26 min`, `3 h`, `12 d`. */
export function span(length: number): string {
  if (length < 2 * MINUTE) return `${Math.floor(Math.max(0, length) / SECOND)} s`;
  if (length < 2 * HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < 48 * HOUR) return `${Math.floor(length / HOUR)} h`;
  return `${Math.floor(length / (24 * HOUR))} d`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
