import { HOUR, type Instant, MINUTE, SECOND } from '../../domain/instant.ts';
import { utcParts } from '../../domain/utc-text.ts';

const DAY = 24 * HOUR;

/** A moment as findings say it: `02:41 UTC`, with the date when it is not the day of `seenAt`. */
export function clock(at: Instant, seenAt: Instant): string {
  const { date, time } = utcParts(at);
  const words = `${time.slice(0, 5)} UTC`;
  return Math.floor(at / DAY) === Math.floor(seenAt / DAY) ? words : `${date} ${words}`;
}

/** A length of time in milliseconds as people say it, rounded down: `40 s`, `26 min`, `3 h`, `12 d`. */
export function span(length: number): string {
  if (length < 2 * MINUTE) return `${Math.floor(Math.max(0, length) / SECOND)} s`;
  if (length < 2 * HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < 48 * HOUR) return `${Math.floor(length / HOUR)} h`;
  return `${Math.floor(length / DAY)} d`;
}
