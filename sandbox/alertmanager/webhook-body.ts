import { createHash } from 'node:crypto';
import type { Alert } from './alertmanager-api.ts';

/** An alert of a group, and when it was over, if it is (RFC 3339). */
export type GroupMember = { readonly alert: Alert; readonly endedAt: string | undefined };

/**
 * What Alertmanager posts for a group of alerts (its webhook's version 4): the whole group as it is now, and it fires
 * as long as one of them does. For machines without an Alertmanager.
 */
export function webhookBody(
  members: readonly GroupMember[],
  groupedBy: readonly string[],
  receiver: string,
): Record<string, unknown> {
  const alerts = members.map(({ alert, endedAt }) => ({
    status: endedAt === undefined ? 'firing' : 'resolved',
    labels: alert.labels,
    annotations: alert.annotations ?? {},
    startsAt: alert.startsAt,
    // Alertmanager's way to say "not over".
    endsAt: endedAt ?? '0001-01-01T00:00:00Z',
    generatorURL: alert.generatorURL ?? '',
    fingerprint: fingerprint(alert.labels),
  }));
  const groupLabels = Object.fromEntries(
    groupedBy.map((name) => [name, members[0]?.alert.labels[name] ?? '']),
  );
  return {
    version: '4',
    receiver,
    status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved',
    groupKey: `{}:{${groupedBy.map((name) => `${name}="${groupLabels[name]}"`).join(', ')}}`,
    groupLabels,
    commonLabels: common(members.map(({ alert }) => alert.labels)),
    commonAnnotations: common(members.map(({ alert }) => alert.annotations ?? {})),
    externalURL: 'http://alertmanager.example.com:9093',
    truncatedAlerts: 0,
    alerts,
  };
}

function common(all: readonly Record<string, string>[]): Record<string, string> {
  const [first = {}, ...others] = all;
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => others.every((one) => one[name] === value)),
  );
}

/** Sixteen hex digits of the label set; not Alertmanager's own hash, which nobody may depend on. */
function fingerprint(labels: Record<string, string>): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}
