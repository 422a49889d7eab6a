import { HOUR, MINUTE, SECOND } from '../instant.ts';

const DAY = 24 * HOUR;

const units = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'min'],
  [SECOND, 's'],
] as const;

/** `2 d 3 h`, `1 h 5 min`, `42 s`: a duration in its two largest units. In: milliseconds, not negative. */
export function durationWords(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || milliseconds < SECOND) return 'less than a second';
  const first = units.findIndex(([size]) => milliseconds >= size);
  let left = milliseconds;
  const parts = units.slice(first, first + 2).map(([size, word]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? '' : `${count} ${word}`;
  });
  return parts.filter(Boolean).join(' ');
}
