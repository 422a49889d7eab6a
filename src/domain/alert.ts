import type { Instant } from './instant.ts';

/** Label or annotation names to values, as Alertmanager sent them (any UTF-8, bounded at the door). */
export type Labels = Readonly<Record<string, string>>;

/** One alert of a delivery, as the wire said. `startsAt` keeps the sender's exact text: it is part of the identity. */
export type Alert = {
  readonly fingerprint: string;
  readonly status: 'firing' | 'resolved';
  readonly startsAt: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly generatorUrl: string | null;
};

/** One webhook body: a notification about one Alertmanager group. */
export type Delivery = {
  /** The name of the configured sender (HA peers share one). */
  readonly source: string;
  /** The receiver's name, with Alertmanager's regular-expression quoting taken off. */
  readonly receiver: string;
  readonly groupKey: string;
  readonly groupLabels: Labels;
  readonly commonLabels: Labels;
  readonly commonAnnotations: Labels;
  readonly routeLabels: Labels;
  readonly externalUrl: string | null;
  /** Alerts that `max_alerts` cut off. Above zero, `resolved` proves nothing about the rest. */
  readonly truncated: number;
  readonly alerts: readonly Alert[];
};

/** Identity of a group over all its deliveries: sender, receiver and group key. */
export function groupId(d: Pick<Delivery, 'source' | 'receiver' | 'groupKey'>): string {
  return JSON.stringify([d.source, d.receiver, d.groupKey]);
}

/**
 * An episode is one run of an alert: (fingerprint, startsAt) with an occurrence number.
 * `held`: a firing that came after the resolve of this very episode and is not confirmed yet.
 * `gone`: missing from an untruncated body (silenced? inhibited?), so no longer counted as firing.
 */
export type Episode = {
  readonly fingerprint: string;
  readonly startsAt: string;
  readonly startedAt: Instant;
  readonly occurrence: number;
  readonly state: 'firing' | 'resolved' | 'gone' | 'held';
  readonly endedAt: Instant | null;
  readonly heldSince: Instant | null;
  readonly group: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly generatorUrl: string | null;
};

/** How many episodes of an incident are in which state. `truncated` sums what `max_alerts` hid, over its groups. */
export type AlertCounts = {
  readonly firing: number;
  readonly resolved: number;
  readonly gone: number;
  readonly held: number;
  readonly truncated: number;
  readonly groups: number;
};

export const noAlerts: AlertCounts = { firing: 0, resolved: 0, gone: 0, held: 0, truncated: 0, groups: 0 };
