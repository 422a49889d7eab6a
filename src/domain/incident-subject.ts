import type { Subject } from './cluster/subject.ts';
import { subjectOf } from './cluster/subject-of.ts';
import type { Incident } from './incident.ts';

/**
 * What an incident's alerts are about: the labels of what still fires (of everything, when nothing does any more); of
 * a storm, what its groups have in common. Null: they name nothing of a cluster.
 */
export function incidentSubject(incident: Incident): Subject | null {
  const firing = incident.topAlerts.filter(({ state }) => state === 'firing' || state === 'held');
  const alerts = firing.length > 0 ? firing : incident.topAlerts;
  return subjectOf(incident.origin === 'storm' ? incident.topGroups : alerts.map(({ labels }) => labels));
}
