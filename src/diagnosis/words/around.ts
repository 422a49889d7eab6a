import { type Instant, MINUTE } from '../../domain/instant.ts';
import { span } from './clock.ts';

/** How a change stands to the alert in time: `11 min before the alert`, `40 s after it began`. */
export function around(at: Instant, onset: Instant): string {
  const length = Math.abs(onset - at);
  if (length < MINUTE / 2) return 'at the time of the alert';
  return at < onset ? `${span(length)} before the alert` : `${span(length)} after the alert began`;
}
