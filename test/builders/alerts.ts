import { type AlertCounts, type Episode, noAlerts } from '../../src/domain/alert.ts';
import type { AlertDelta, FactBody } from '../../src/domain/fact.ts';
import { NOON } from './incident.ts';

export const anEpisode = (over: Partial<Episode> = {}): Episode => ({
  fingerprint: '4ee24e65bcd12682',
  startsAt: '2026-11-20T12:00:00Z',
  startedAt: NOON,
  occurrence: 1,
  state: 'firing',
  endedAt: null,
  heldSince: null,
  group: '["default","keyturn","{}:{}"]',
  labels: { alertname: 'KubePodCrashLooping', namespace: 'payments' },
  annotations: { summary: 'checkout is crash looping' },
  generatorUrl: null,
  ...over,
});

const aDelta = (over: Partial<AlertDelta> = {}): AlertDelta => ({
  joined: [],
  refired: [],
  returned: [],
  resolved: [],
  gone: [],
  held: [],
  ...over,
});

/** The fact that a group changed; `counts` are those of the incident afterwards. */
export const alertsChanged = (counts: Partial<AlertCounts>, delta: Partial<AlertDelta> = {}): FactBody => ({
  kind: 'alerts.changed',
  group: {
    id: '["default","keyturn","{}:{}"]',
    source: 'default',
    receiver: 'keyturn',
    groupKey: '{}:{}',
    labels: { alertname: 'KubePodCrashLooping' },
    truncated: 0,
    externalUrl: null,
  },
  delta: aDelta(delta),
  counts: { ...noAlerts, groups: 1, ...counts },
});
