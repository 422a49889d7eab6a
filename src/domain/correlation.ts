import { type Alert, type Delivery, groupId, type Labels } from './alert.ts';
import type { GroupSummary } from './fact.ts';
import { labelOf } from './label.ts';
import type { Policy } from './policy.ts';

/** An alert with what routing decided for it. */
export type RoutedAlert = { readonly alert: Alert; readonly policy: Policy };

/** The labels that make the correlation key; null: the cluster and the group's labels. */
export type CorrelationLabels = readonly string[] | null;

/** What one delivery says about one correlation key. Without alerts: that the key's alerts are missing from it. */
export type AlertPart = {
  readonly key: string;
  /** The label tuple that the key is made of. */
  readonly labels: Labels;
  readonly group: GroupSummary;
  readonly alerts: readonly RoutedAlert[];
  readonly commonAnnotations: Labels;
  /** The fingerprints of the whole body, other keys' too. */
  readonly present: ReadonlySet<string>;
};

/**
 * Splits a delivery by correlation key, in the order in which the keys appear. The key is a tuple of labels, not the
 * group key, so that an edited route goes on with the incident it has. A fingerprint that a body names twice counts
 * once: its newest run, and firing before resolved.
 */
export function splitDelivery(
  delivery: Delivery,
  labels: CorrelationLabels,
  policyOf: (alert: Alert) => Policy,
): readonly AlertPart[] {
  const group = groupSummary(delivery);
  const present = new Set(delivery.alerts.map(({ fingerprint }) => fingerprint));
  const parts = new Map<string, { labels: Labels; alerts: RoutedAlert[] }>();
  for (const alert of onePerFingerprint(delivery.alerts)) {
    const policy = policyOf(alert);
    const tuple = tupleOf(alert, policy, delivery, labels);
    const key = correlationKey(tuple);
    const part = parts.get(key) ?? { labels: tuple, alerts: [] };
    part.alerts.push({ alert, policy });
    parts.set(key, part);
  }
  return [...parts].map(([key, part]) => ({
    key,
    ...part,
    group,
    present,
    commonAnnotations: delivery.commonAnnotations,
  }));
}

/** What a delivery says about a key of its group that none of its alerts has: they are missing. */
export function missingPart(delivery: Delivery, key: string): AlertPart {
  return {
    key,
    labels: {},
    group: groupSummary(delivery),
    alerts: [],
    commonAnnotations: {},
    present: new Set(delivery.alerts.map(({ fingerprint }) => fingerprint)),
  };
}

/** The canonical text of a label tuple. */
function correlationKey(tuple: Labels): string {
  return JSON.stringify(Object.entries(tuple).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The group of a delivery as an incident remembers it. */
function groupSummary(delivery: Delivery): GroupSummary {
  return {
    id: groupId(delivery),
    source: delivery.source,
    receiver: delivery.receiver,
    groupKey: delivery.groupKey,
    labels: delivery.groupLabels,
    truncated: delivery.truncated,
    externalUrl: delivery.externalUrl,
  };
}

function tupleOf(alert: Alert, policy: Policy, delivery: Delivery, labels: CorrelationLabels): Labels {
  const values: [string, string][] =
    labels === null
      ? Object.entries(delivery.groupLabels)
      : labels.map((name) => [name, labelOf(alert.labels, name) || labelOf(delivery.groupLabels, name)]);
  // The cluster as routing found it: it may be fixed by the route or the sender, under whatever label's name.
  if ((labels === null || labels.includes('cluster')) && policy.cluster) {
    values.push(['cluster', policy.cluster]);
  }
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}

function onePerFingerprint(alerts: readonly Alert[]): readonly Alert[] {
  const kept = new Map<string, Alert>();
  for (const alert of alerts) {
    const other = kept.get(alert.fingerprint);
    if (!other || isBetter(alert, other)) kept.set(alert.fingerprint, alert);
  }
  return [...kept.values()];
}

function isBetter(alert: Alert, other: Alert): boolean {
  if (alert.startedAt !== other.startedAt) return alert.startedAt > other.startedAt;
  return alert.status === 'firing' && other.status === 'resolved';
}
