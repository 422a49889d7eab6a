import type { Alert, Delivery } from './alert.ts';
import type { CorrelationLabels } from './correlation.ts';
import type { Policy } from './policy.ts';
import { policyFor, type Routing } from './routing.ts';
import type { StormRule } from './storm.ts';
import type { Watchdog } from './watchdog.ts';

/** Everything the configuration says about how alerts become incidents. Times in milliseconds. */
export type AlertRules = {
  readonly routing: Routing;
  readonly correlation: CorrelationLabels;
  readonly storm: StormRule;
  /** A new occurrence this soon after the resolution reopens the incident. */
  readonly reopenWithin: number;
  readonly watchdogs: readonly Watchdog[];
  /** By the source's name. */
  readonly sources: ReadonlyMap<string, SourceRules>;
};

export type SourceRules = {
  /** The cluster of its alerts, where they do not name one themselves. */
  readonly cluster: string | null;
  /** How long a firing after the resolve of the same run waits for confirmation. */
  readonly holdFor: number;
  /** The names of our receivers at this Alertmanager, for finding alerts that we were never told. */
  readonly receivers: readonly string[];
};

/** What routing decides for an alert of a delivery: its own labels over those of Alertmanager's route. */
export function policyOfAlert(
  rules: Pick<AlertRules, 'routing' | 'sources'>,
  delivery: Pick<Delivery, 'source' | 'routeLabels'>,
  alert: Pick<Alert, 'labels'>,
): Policy {
  const cluster = rules.sources.get(delivery.source)?.cluster ?? null;
  return policyFor({ ...delivery.routeLabels, ...alert.labels }, rules.routing, cluster);
}
