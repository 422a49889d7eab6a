/** What the process counts about itself. Names are without the `keyturn_` prefix; labels have few values. */
export interface Metrics {
  /** Adds one (or `by`) to a counter. */
  count(name: MetricCounter, labels: Readonly<Record<string, string>>, by?: number): void;
  /** Puts a duration, in seconds, into a histogram. */
  observe(name: MetricDuration, labels: Readonly<Record<string, string>>, seconds: number): void;
}

export type MetricCounter =
  | 'deliveries_total'
  | 'steps_total'
  | 'slack_calls_total'
  | 'slack_rate_limited_total'
  | 'slack_events_total'
  | 'commands_total'
  | 'gate_clicks_total'
  | 'proposals_total'
  | 'executions_total'
  | 'inbox_quarantined_total'
  | 'incidents_declared_total'
  | 'jobs_total';

export type MetricDuration =
  | 'delivery_accept_seconds'
  | 'delivery_to_channel_seconds'
  | 'slack_call_seconds'
  | 'approval_seconds'
  | 'execution_seconds';
