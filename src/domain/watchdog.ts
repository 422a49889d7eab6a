import type { Alert, Labels } from './alert.ts';
import { OWN_SOURCE } from './alert-source.ts';
import type { AlertPart } from './correlation.ts';
import { type Instant, MINUTE } from './instant.ts';
import { labelOf } from './label.ts';
import type { Policy } from './policy.ts';
import type { Severity } from './severity.ts';

/**
 * An alert that must keep firing: when it is not heard, alerting itself is down. `cluster` null: from whichever
 * cluster. `within` in milliseconds.
 */
export type Watchdog = {
  readonly alertname: string;
  readonly cluster: string | null;
  readonly within: number;
  readonly severity: Severity;
};

/** True for an alert by the name of a watchdog, of whatever cluster: it never opens an incident. */
export function isWatchdogAlert(labels: Labels, watchdogs: readonly Watchdog[]): boolean {
  const name = labelOf(labels, 'alertname');
  return watchdogs.some(({ alertname }) => alertname === name);
}

/** The watchdogs that these alerts are the sign of life of. `clusterOf` tells an alert's cluster. */
export function watchdogsHeard(
  alerts: readonly Alert[],
  watchdogs: readonly Watchdog[],
  clusterOf: (alert: Alert) => string | null,
): readonly Watchdog[] {
  const firing = alerts.filter(({ status }) => status === 'firing');
  return watchdogs.filter(({ alertname, cluster }) =>
    firing.some(
      (alert) =>
        labelOf(alert.labels, 'alertname') === alertname &&
        (cluster === null || clusterOf(alert) === cluster),
    ),
  );
}

/** Canonical text of a watchdog: its note's name and its correlation key. No label tuple has this text. */
export function watchdogKey({ alertname, cluster }: Pick<Watchdog, 'alertname' | 'cluster'>): string {
  return `watchdog:${JSON.stringify([alertname, cluster])}`;
}

/**
 * How a watchdog is. `lastHeard` null: never. `upSince`: since when the bot was there to hear, without a hole; silence
 * counts from then at the earliest. `unknown`: not heard in time, but the bot has not listened long enough to say more.
 */
export function stateOf(
  watchdog: Watchdog,
  now: { readonly at: Instant; readonly lastHeard: Instant | null; readonly upSince: Instant },
): 'heard' | 'silent' | 'unknown' {
  const { at, lastHeard, upSince } = now;
  if (lastHeard !== null && at - lastHeard <= watchdog.within) return 'heard';
  return at - upSince > watchdog.within ? 'silent' : 'unknown';
}

/** One silence. `startsAt` tells it from others; `endedAt` null: it lasts. */
export type Silence = {
  readonly startsAt: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
};

/** The silence that began when the watchdog was last heard; a watchdog never heard has been silent `since`. */
export function silenceSince(lastHeard: Instant | null, since: Instant): Silence {
  return {
    startsAt: lastHeard === null ? 'never heard' : String(lastHeard),
    startedAt: lastHeard ?? since,
    endedAt: null,
  };
}

/**
 * The silence of a watchdog, told as an alert: it fires from when the watchdog was last heard and is over when it is
 * heard again. So it opens, reopens and clears an incident by the same rules as every other alert. `policy` is what
 * routing says of an alert with the watchdog's name and cluster; the outcome is always to open.
 */
export function silencePart(watchdog: Watchdog, silence: Silence, policy: Policy): AlertPart {
  const key = watchdogKey(watchdog);
  const { alertname, cluster } = watchdog;
  const labels: Labels = {
    alertname: 'AlertingDown',
    watchdog: alertname,
    ...(cluster === null ? {} : { cluster }),
  };
  const where = cluster === null ? '' : ` of ${cluster}`;
  const minutes = Math.round(watchdog.within / MINUTE);
  const summary = `Alerting itself is down: ${alertname}${where} was not heard for ${minutes} min`;
  const alert: Alert = {
    fingerprint: key,
    status: silence.endedAt === null ? 'firing' : 'resolved',
    startsAt: silence.startsAt,
    startedAt: silence.startedAt,
    endedAt: silence.endedAt,
    labels,
    annotations: { summary },
    generatorUrl: null,
  };
  const own: Policy = {
    ...policy,
    outcome: 'open',
    severity: watchdog.severity,
    cluster: cluster ?? policy.cluster,
  };
  return {
    key,
    labels,
    group: {
      id: key,
      source: OWN_SOURCE,
      receiver: 'watchdog',
      groupKey: key,
      labels,
      truncated: 0,
      externalUrl: null,
    },
    alerts: [{ alert, policy: own }],
    commonAnnotations: { summary },
    present: new Set([key]),
  };
}
