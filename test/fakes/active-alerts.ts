import type { ActiveAlert, ActiveAlerts } from '../../src/ports/active-alerts.ts';
import { Misconfigured, Unavailable } from '../../src/ports/failures.ts';
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

/** Alertmanager's API: `says` sets what is active; null: none is configured; 'away': it can't be reached;
 * 'refuses': it wants another token. */
export function createFakeActiveAlerts(): ActiveAlerts & {
  says(alerts: readonly ActiveAlert[] | null | 'away' | 'refuses'): void;
} {
  let answer: readonly ActiveAlert[] | null | 'away' | 'refuses' = null;
  return {
    says(alerts) {
      answer = alerts;
    },
    async list() {
      if (answer === 'away') throw new Unavailable('alertmanager-unreachable');
      if (answer === 'refuses') throw new Misconfigured('alertmanager-401');
      return answer;
    },
  };
}
