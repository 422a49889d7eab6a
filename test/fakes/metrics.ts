import type { Metrics } from '../../src/ports/metrics.ts';

/** Counters as text (`deliveries_total{outcome="stored"}`) to their values, and how often each duration was observed. */
export function createFakeMetrics(): Metrics & {
  readonly counted: ReadonlyMap<string, number>;
  readonly observed: ReadonlyMap<string, number>;
} {
  const counted = new Map<string, number>();
  const observed = new Map<string, number>();
  return {
    counted,
    observed,
    count(name, labels, by = 1) {
      const text = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      const key = text.length === 0 ? name : `${name}{${text.join(',')}}`;
      counted.set(key, (counted.get(key) ?? 0) + by);
    },
    observe(name) {
      observed.set(name, (observed.get(name) ?? 0) + 1);
    },
  };
}
