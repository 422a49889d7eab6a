import { Duration } from '../config/duration.ts';
import type { Instant } from '../domain/instant.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/**
 * Reads since when: a time span until `now` (`24h`, `7d`), a day (from its beginning in UTC), or a moment with its zone
 * (`2026-11-20T14:05Z`). A sentence when it is none: a time without a zone would mean another moment on each machine.
 */
export function readSince(text: string, now: Instant): Instant | string {
  const span = Duration.safeParse(text);
  if (span.success) return now - span.data;
  const at = DAY.test(text) || MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(at)) return at;
  return `--since wants a time span (24h, 7d), a day (2026-11-20) or a moment with its zone (2026-11-20T14:05Z), not "${text}".`;
}
