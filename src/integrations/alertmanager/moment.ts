import type { Instant } from '../../domain/instant.ts';

/** RFC 3339 as Go writes it: up to nanoseconds, any offset. */
const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Go's zero time, which stands for "not": https://pkg.go.dev/time#Time.IsZero */
const ZERO = Date.parse('0001-01-01T00:00:00Z');

/** The moment that a text means, in whole milliseconds; null when it is no RFC 3339. */
export function momentOf(text: string): Instant | null {
  if (!FORM.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** An end: null while an alert fires, which Alertmanager writes as the zero time. */
export function endOf(text: string): Instant | null {
  const at = momentOf(text);
  return at === null || at <= ZERO ? null : at;
}
