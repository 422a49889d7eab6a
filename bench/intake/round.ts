import { percentile } from '../percentile.ts';
import type { Flooded } from './flood.ts';

/** One round of deliveries at one target; latencies in milliseconds. */
export type Round = { readonly perSecond: number; readonly p50: number; readonly p99: number };

/** What a flood says. Throws when anything but 202 was answered: refusing is fast, and no deliveries a second. */
export function roundOf({ seconds, latencies, statuses }: Flooded): Round {
  const others = [...statuses].filter(([status]) => status !== 202);
  if (others.length > 0) {
    throw new Error(
      `not every delivery was answered 202: ${others.map((one) => one.join(' x ')).join(', ')}`,
    );
  }
  return {
    perSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}
