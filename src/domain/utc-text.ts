import { type Instant, MINUTE, SECOND } from './instant.ts';
import { wallTimeAt } from './local-time.ts';

/** A moment in UTC to the second: `2026-03-14T03:07:05Z`, where no reader's own zone can be shown. */
export function utcText(at: Instant): string {
  const { year, month, day, hour, minute } = wallTimeAt(at, 'UTC');
  const seconds = Math.floor((((at % MINUTE) + MINUTE) % MINUTE) / SECOND);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(seconds)}Z`;
}
