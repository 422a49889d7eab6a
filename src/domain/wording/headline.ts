import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import { severityLabel } from './severity-words.ts';

/** Where it is: `prod-eu1 / shop`, with what is known of it; empty when nothing is. */
export function place(incident: Pick<Incident, 'policy' | 'namespace'>): string {
  return [incident.policy.cluster, incident.namespace].filter((part) => part).join(' / ');
}

/**
 * `SEV1 Checkout is failing, prod-eu1`: the start of every push text, which must stand alone on a locked phone. A title
 * that names the cluster, as a storm's does, is not followed by it.
 */
export function headline(incident: Incident): string {
  const drill = incident.drill ? 'Drill, ' : '';
  const title = oneLine(incident.title, 80);
  const cluster = oneLine(incident.policy.cluster ?? '', 40);
  const where = cluster === '' || title.endsWith(` ${cluster}`) ? '' : `, ${cluster}`;
  return `${drill}${severityLabel(incident.severity)} ${title}${where}`;
}
