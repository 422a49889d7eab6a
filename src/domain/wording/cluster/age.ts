import { HOUR, type Instant, MINUTE, SECOND } from '../../instant.ts';

const DAY = 24 * HOUR;

/** How long ago, as tables of the API server say it: `45s`, `3m10s`, `12m`, `5h30m`, `2d4h`, `40d`, `2y10d`. */
export function ageWords(at: Instant, now: Instant): string {
  return spanWords(now - at);
}

/** A length of time in milliseconds, two units as long as the second one says something. */
export function spanWords(length: number): string {
  const ms = Math.max(0, length);
  if (ms < 2 * MINUTE) return `${Math.floor(ms / SECOND)}s`;
  if (ms < 10 * MINUTE) return both(ms, MINUTE, 'm', SECOND, 's');
  if (ms < 3 * HOUR) return `${Math.floor(ms / MINUTE)}m`;
  if (ms < 8 * HOUR) return both(ms, HOUR, 'h', MINUTE, 'm');
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)}h`;
  if (ms < 8 * DAY) return both(ms, DAY, 'd', HOUR, 'h');
  if (ms < 2 * 365 * DAY) return `${Math.floor(ms / DAY)}d`;
  return both(ms, 365 * DAY, 'y', DAY, 'd');
}

function both(ms: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((ms % big) / small);
  return `${Math.floor(ms / big)}${bigUnit}${rest === 0 ? '' : `${rest}${smallUnit}`}`;
}
