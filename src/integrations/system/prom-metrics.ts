import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { MetricCounter, MetricDuration, Metrics } from '../../ports/metrics.ts';

const COUNTERS: Readonly<
  Record<MetricCounter, { readonly help: string; readonly labels: readonly string[] }>
> = {
  deliveries_total: { help: 'Deliveries of Alertmanager, by what became of them.', labels: ['outcome'] },
  steps_total: { help: 'Steps of incidents, by what came of them.', labels: ['step', 'outcome'] },
  slack_calls_total: { help: 'Calls to Slack, by method and outcome.', labels: ['method', 'outcome'] },
  slack_rate_limited_total: { help: 'Calls that Slack answered 429.', labels: ['method'] },
  slack_events_total: { help: 'Events of Slack, by what became of them.', labels: ['outcome'] },
  commands_total: { help: 'What people asked, by door and outcome.', labels: ['door', 'outcome'] },
  gate_clicks_total: {
    help: 'What people asked of the gate, by what they asked and the outcome.',
    labels: ['asked', 'outcome'],
  },
  proposals_total: {
    help: 'Proposed changes that are over, by action and the state in which they ended.',
    labels: ['action', 'outcome'],
  },
  executions_total: {
    help: 'Changes that were begun, by action and how that ended; settling an unknown outcome counts no second time.',
    labels: ['action', 'outcome'],
  },
  inbox_quarantined_total: { help: 'Inbox entries that were put aside.', labels: ['inbox'] },
  incidents_declared_total: { help: 'Incidents declared, by origin.', labels: ['origin'] },
  jobs_total: { help: 'Jobs that ended, by kind and outcome.', labels: ['kind', 'outcome'] },
};

const DURATIONS: Readonly<
  Record<
    MetricDuration,
    { readonly help: string; readonly labels: readonly string[]; readonly buckets: number[] }
  >
> = {
  delivery_accept_seconds: {
    help: 'From the receipt of a delivery to its 202.',
    labels: [],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
  },
  delivery_to_channel_seconds: {
    help: "From an incident's declaration by an alert to its channel.",
    labels: [],
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300],
  },
  slack_call_seconds: {
    help: 'How long Slack takes to answer, by method.',
    labels: ['method'],
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  approval_seconds: {
    help: 'From the plan of a change to its last approval.',
    labels: [],
    buckets: [5, 10, 30, 60, 120, 300, 600, 900, 1800],
  },
  execution_seconds: {
    help: 'From a change being taken by the API server to the end of its verification, by action.',
    labels: ['action'],
    buckets: [1, 5, 10, 30, 60, 120, 300, 600, 1200],
  },
};

export type PromMetrics = Metrics & {
  /**
   * Registers a number that is asked for when somebody looks. `read` gives a value, or one for each value of `label`;
   * when it throws or takes longer than a second, the gauge is left out of that answer.
   */
  gauge(
    name: string,
    help: string,
    label: string | null,
    read: () => Promise<number | Readonly<Record<string, number>>>,
  ): void;
  /** All metrics in the text format of Prometheus. */
  text(): Promise<{ readonly contentType: string; readonly text: string }>;
};

/** The metrics of this process, each with the prefix `keyturn_`, besides those of Node itself. */
export function createPromMetrics(): PromMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map<MetricCounter, Counter>();
  for (const [name, { help, labels }] of Object.entries(COUNTERS) as [
    MetricCounter,
    (typeof COUNTERS)[MetricCounter],
  ][]) {
    counters.set(
      name,
      new Counter({ name: `keyturn_${name}`, help, labelNames: [...labels], registers: [registry] }),
    );
  }
  const durations = new Map<MetricDuration, Histogram>();
  for (const [name, { help, labels, buckets }] of Object.entries(DURATIONS) as [
    MetricDuration,
    (typeof DURATIONS)[MetricDuration],
  ][]) {
    durations.set(
      name,
      new Histogram({
        name: `keyturn_${name}`,
        help,
        labelNames: [...labels],
        buckets,
        registers: [registry],
      }),
    );
  }
  return {
    count: (name, labels, by = 1) => counters.get(name)?.inc({ ...labels }, by),
    observe: (name, labels, seconds) => durations.get(name)?.observe({ ...labels }, seconds),
    gauge(name, help, label, read) {
      new Gauge({
        name: `keyturn_${name}`,
        help,
        labelNames: label === null ? [] : [label],
        registers: [registry],
        async collect() {
          this.reset();
          const value = await inTime(read);
          if (typeof value === 'number') this.set(value);
          // A gauge without labels is reset to 0, which would be an answer.
          else if (label === null) this.remove();
          else if (value !== null) {
            for (const [key, each] of Object.entries(value)) this.set({ [label]: key }, each);
          }
        },
      });
    },
    text: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

/** Whoever looks must see the rest: while Redis is away some of what is asked would never be answered. Milliseconds. */
const GAUGE_PATIENCE = 1_000;

async function inTime<T>(read: () => Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), GAUGE_PATIENCE);
  });
  try {
    return await Promise.race([read().catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}
