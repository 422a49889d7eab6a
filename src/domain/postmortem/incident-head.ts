import { oneLine } from '../one-line.ts';
import { cleanAddress } from './clean-address.ts';
import { cleanValue } from './clean-value.ts';
import type { Material } from './material.ts';
import type { Postmortem } from './postmortem.ts';
import { worstSeverity } from './worst-severity.ts';

/** What the incident is, as the head of its draft says it. */
export function incidentHead({ source, facts, clean }: Material): Postmortem['incident'] {
  const { id, title, status, severity, origin, namespace, policy, drill, channel, links } = source.incident;
  return {
    id: clean(id),
    title: oneLine(clean(title), 300),
    status,
    severity,
    worst: worstSeverity(facts, severity),
    origin,
    cluster: policy.cluster === null ? null : clean(policy.cluster),
    namespace: namespace === null ? null : clean(namespace),
    team: policy.team === null ? null : clean(policy.team),
    drill,
    channel: channel === null ? null : cleanValue(channel, clean),
    reopenings: facts.filter(({ body }) => body.kind === 'incident.reopened').length,
    links: links.flatMap(({ label, url }) => {
      const address = cleanAddress(url, clean);
      return address === null ? [] : [{ label: oneLine(clean(label), 200), url: address }];
    }),
  };
}
