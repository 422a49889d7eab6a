import type { ActiveAlert, ActiveAlerts } from '../../src/ports/active-alerts.ts';
import { Unavailable } from '../../src/ports/failures.ts';
import { anAlert } from '../builders/deliveries.ts';

export const anActiveAlert = (over: Partial<ActiveAlert> = {}): ActiveAlert => {
  const { fingerprint, startsAt, startedAt, labels, annotations, generatorUrl } = anAlert();
  return {
    ...{ fingerprint, startsAt, startedAt, labels, annotations, generatorUrl },
    state: 'active',
    silencedBy: [],
    inhibitedBy: [],
    receivers: ['keyturn'],
    ...over,
  };
};

/** Alertmanager's API: `says` sets what is active; null: none is configured; 'away': it can't be reached. */
export function createFakeActiveAlerts(): ActiveAlerts & {
  says(alerts: readonly ActiveAlert[] | null | 'away'): void;
} {
  let answer: readonly ActiveAlert[] | null | 'away' = null;
  return {
    says(alerts) {
      answer = alerts;
    },
    async list() {
      if (answer === 'away') throw new Unavailable('alertmanager-unreachable');
      return answer;
    },
  };
}
