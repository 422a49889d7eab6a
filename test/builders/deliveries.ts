import type { Alert, Delivery } from '../../src/domain/alert.ts';
import type { AlertRules } from '../../src/domain/alert-rules.ts';
import { policyOfAlert } from '../../src/domain/alert-rules.ts';
import { type AlertPart, splitDelivery } from '../../src/domain/correlation.ts';
import { MINUTE, SECOND } from '../../src/domain/instant.ts';
import { defaultRoles } from '../../src/domain/role.ts';
import type { RoutingDefaults } from '../../src/domain/routing.ts';
import { NOON } from './incident.ts';

/** A start as Alertmanager writes it. */
const startText = (at: number): string => new Date(at).toISOString();

/** An alert that has been firing since noon; `start` moves both writings of its start. */
export const anAlert = (over: Partial<Alert> & { start?: number } = {}): Alert => {
  const { start = NOON, ...rest } = over;
  return {
    fingerprint: '4ee24e65bcd12682',
    status: 'firing',
    startsAt: startText(start),
    startedAt: start,
    endedAt: over.status === 'resolved' ? start + MINUTE : null,
    labels: {
      alertname: 'KubePodCrashLooping',
      cluster: 'prod-eu1',
      namespace: 'payments',
      severity: 'critical',
    },
    annotations: {},
    generatorUrl: null,
    ...rest,
  };
};

export const aDelivery = (alerts: readonly Alert[], over: Partial<Delivery> = {}): Delivery => ({
  source: 'default',
  receiver: 'keyturn',
  groupKey: '{}:{alertname="KubePodCrashLooping"}',
  groupLabels: { alertname: 'KubePodCrashLooping', namespace: 'payments' },
  commonLabels: {},
  commonAnnotations: {},
  routeLabels: {},
  externalUrl: 'http://alertmanager.example:9093',
  truncated: 0,
  alerts,
  ...over,
});

export const someDefaults = (over: Partial<RoutingDefaults> = {}): RoutingDefaults => ({
  severityLabel: 'severity',
  severities: { critical: 'sev1', error: 'sev2', high: 'sev2', warning: 'sev3', info: 'sev4', none: 'sev4' },
  unknownSeverity: 'sev3',
  outcomes: { sev1: 'open', sev2: 'triage', sev3: 'triage', sev4: 'ignore' },
  cluster: { kind: 'label', label: 'cluster' },
  team: { kind: 'label', label: 'team' },
  rosters: {},
  responders: [],
  channelTemplate: 'inc-{number}-{title}',
  private: false,
  staleAfter: 250 * MINUTE,
  roles: defaultRoles,
  acceptWithin: 5 * MINUTE,
  stillFiringAfter: 30 * MINUTE,
  ...over,
});

export const someRules = (over: Partial<AlertRules> = {}): AlertRules => ({
  routing: { routes: [], defaults: someDefaults() },
  correlation: null,
  storm: { moreThan: 10, within: 5 * MINUTE },
  reopenWithin: 30 * MINUTE,
  watchdogs: [],
  sources: new Map([['default', { cluster: null, holdFor: 60 * SECOND, receivers: ['keyturn'] }]]),
  ...over,
});

/** The only part of a delivery whose alerts share one correlation key. */
export const aPart = (
  alerts: readonly Alert[],
  over: Partial<Delivery> = {},
  rules: AlertRules = someRules(),
): AlertPart => {
  const delivery = aDelivery(alerts, over);
  const [part, ...others] = splitDelivery(delivery, rules.correlation, (alert) =>
    policyOfAlert(rules, delivery, alert),
  );
  if (!part || others.length > 0) throw new Error('these alerts are not of one correlation key');
  return part;
};
