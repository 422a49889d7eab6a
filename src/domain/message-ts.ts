import type { Instant } from './instant.ts';

/**
 * Orders two of Slack's ts texts (`1700000000.000100`: seconds, a dot, six digits that make it unique).
 * Compared as text in two halves: as one number they would not fit into a double.
 */
export function compareTs(a: string, b: string): number {
  const [aSeconds = '', aRest = ''] = a.split('.');
  const [bSeconds = '', bRest = ''] = b.split('.');
  return Number(aSeconds) - Number(bSeconds) || compareText(aRest.padEnd(6, '0'), bRest.padEnd(6, '0'));
}

/** The moment of a ts, in whole milliseconds. */
export function instantOfTs(ts: string): Instant {
  return Math.floor(Number(ts) * 1_000);
}

/** The first ts that a message of this moment could have. */
export function tsOfInstant(at: Instant): string {
  const millis = Math.max(0, Math.floor(at));
  const seconds = Math.floor(millis / 1_000);
  return `${seconds}.${String((millis % 1_000) * 1_000).padStart(6, '0')}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
