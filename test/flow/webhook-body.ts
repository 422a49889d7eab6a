import { createHash } from 'node:crypto';

/** One alert of a group, told briefly. `since` and `until`: milliseconds since 1970. */
export type AlertTold = {
  readonly labels?: Readonly<Record<string, string>>;
  readonly status?: 'firing' | 'resolved';
  readonly since?: number;
  readonly startsAt?: string;
  readonly until?: number;
  readonly annotations?: Readonly<Record<string, string>>;
};

export type AlertBody = {
  readonly group?: Readonly<Record<string, string>>;
  readonly alerts: readonly AlertTold[];
  readonly groupKey?: string;
  readonly receiver?: string;
  readonly truncated?: number;
  readonly externalUrl?: string;
};

const GROUP = { alertname: 'KubePodCrashLooping', cluster: 'prod-eu1', namespace: 'payments' };

/** The body that Alertmanager would send for these alerts: see test/fixtures/alertmanager for real ones. */
export function webhookBody(told: AlertBody, now: number): object {
  const group = told.group ?? GROUP;
  const alerts = told.alerts.map((alert) => alertBody(alert, group, now));
  const firing = alerts.some(({ status }) => status === 'firing');
  return {
    receiver: told.receiver ?? 'keyturn',
    status: firing ? 'firing' : 'resolved',
    alerts,
    groupLabels: group,
    commonLabels: common(alerts.map(({ labels }) => labels)),
    commonAnnotations: common(alerts.map(({ annotations }) => annotations)),
    externalURL: told.externalUrl ?? 'http://alertmanager.example:9093',
    version: '4',
    groupKey: told.groupKey ?? `{}:${JSON.stringify(group)}`,
    truncatedAlerts: told.truncated ?? 0,
  };
}

function alertBody(alert: AlertTold, group: Readonly<Record<string, string>>, now: number) {
  const labels: Record<string, string> = {
    severity: 'critical',
    pod: 'checkout-1',
    ...group,
    ...alert.labels,
  };
  const status = alert.status ?? 'firing';
  const text = JSON.stringify(Object.entries(labels).sort());
  return {
    status,
    labels,
    annotations: { summary: `${labels.pod} is crash looping`, ...alert.annotations },
    startsAt: alert.startsAt ?? new Date(alert.since ?? now).toISOString(),
    endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : new Date(alert.until ?? now).toISOString(),
    generatorURL: 'http://prometheus.example/graph',
    fingerprint: createHash('sha256').update(text).digest('hex').slice(0, 16),
  };
}

function common(all: readonly Record<string, string>[]): Record<string, string> {
  const [first = {}, ...rest] = all;
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => rest.every((other) => other[name] === value)),
  );
}
