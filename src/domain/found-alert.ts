import type { Delivery, Labels } from './alert.ts';
import { type AlertRules, policyOfAlert } from './alert-rules.ts';
import type { Instant } from './instant.ts';
import { labelOf } from './label.ts';
import { isWatchdogAlert } from './watchdog.ts';

/** What Alertmanager says of an alert, as far as it is needed here. `startsAt` is RFC 3339. */
export type FoundAlert = {
  readonly fingerprint: string;
  readonly startsAt: string;
  readonly startedAt: Instant;
  readonly state: 'active' | 'suppressed' | 'unprocessed';
  readonly receivers: readonly string[];
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly generatorUrl: string | null;
};

/** How the shipped route groups; for a receiver of which we have seen no group yet. */
const USUAL_GROUP_LABELS = ['alertname', 'cluster', 'namespace'];

/** True for an alert that one of our receivers should have told us before `since`, and that is of interest. */
export function isUnheard(alert: FoundAlert, source: string, rules: AlertRules, since: Instant): boolean {
  if (alert.state !== 'active' || alert.startedAt > since) return false;
  if (isWatchdogAlert(alert.labels, rules.watchdogs) || receiverOf(alert, source, rules) === null)
    return false;
  return policyOfAlert(rules, { source, routeLabels: {} }, alert).outcome !== 'ignore';
}

/**
 * The delivery that should have come. Its group is not known from the API, so it is a group of this alert alone, with
 * the labels by which that receiver's groups are made as far as we know: so it finds the incident of its kind.
 */
export function foundDelivery(
  alert: FoundAlert,
  source: string,
  rules: AlertRules,
  groupLabels: ReadonlyMap<string, readonly string[]>,
): Delivery {
  const receiver = receiverOf(alert, source, rules) ?? '';
  const names = groupLabels.get(receiver) ?? USUAL_GROUP_LABELS;
  const values = names.map((name) => [name, labelOf(alert.labels, name)] as const);
  const { fingerprint, startsAt, startedAt, labels, annotations, generatorUrl } = alert;
  return {
    source,
    receiver,
    groupKey: `found by Keyturn:${fingerprint}`,
    groupLabels: Object.fromEntries(values.filter(([, value]) => value !== '')),
    commonLabels: labels,
    commonAnnotations: annotations,
    routeLabels: {},
    externalUrl: null,
    truncated: 0,
    alerts: [
      {
        fingerprint,
        status: 'firing',
        startsAt,
        startedAt,
        endedAt: null,
        labels,
        annotations,
        generatorUrl,
      },
    ],
  };
}

function receiverOf(alert: FoundAlert, source: string, rules: AlertRules): string | null {
  const ours = rules.sources.get(source)?.receivers ?? [];
  return alert.receivers.find((receiver) => ours.includes(receiver)) ?? null;
}
