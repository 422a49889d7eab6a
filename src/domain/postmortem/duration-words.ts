import { HOUR, MINUTE, SECOND } from '../instant.ts';

const DAY = 24 * HOUR;

const units = [
  [DAY, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
  [SECOND, 'second'],
] as const;

/** `2 days 3 hours`, `1 hour 5 minutes`, `42 seconds`: a duration in its two largest units. In: milliseconds, not negative. */
export function durationWords(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || milliseconds < SECOND) return 'less than a second';
  const first = units.findIndex(([size]) => milliseconds >= size);
  let left = milliseconds;
  const parts = units.slice(first, first + 2).map(([size, word]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
  });
  return parts.filter(Boolean).join(' ');
}
