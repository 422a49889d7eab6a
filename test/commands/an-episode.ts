import type { Episode } from '../../src/domain/alert.ts';
import { NOON } from '../builders/incident.ts';

/** An alert's episode; its name and fingerprint come from `name`. */
export function anEpisode(name: string, state: Episode['state']): Episode {
  return {
    fingerprint: name,
    startsAt: new Date(NOON).toISOString(),
    startedAt: NOON,
    occurrence: 1,
    state,
    endedAt: null,
    heldSince: null,
    group: 'g',
    labels: { alertname: `alert-${name}` },
    annotations: { summary: `${name} is bad` },
    generatorUrl: null,
  };
}
