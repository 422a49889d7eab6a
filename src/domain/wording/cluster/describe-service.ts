import type { ClusterEvent } from '../../cluster/event.ts';
import type { EndpointSlice, Service } from '../../cluster/network.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Instant } from '../../instant.ts';
import { eventLines } from './event-lines.ts';
import { identityLines, pairs } from './identity-lines.ts';
import { line, sectionsText } from './sections.ts';

export type ServiceStory = {
  readonly service: Service;
  readonly slices: readonly EndpointSlice[];
  /** Those that its selector selects. */
  readonly pods: readonly Pod[];
  readonly related: readonly string[];
  readonly events: readonly ClusterEvent[];
  readonly gaps: readonly string[];
  readonly now: Instant;
};

/** `Service shop/checkout: 2 of 3 endpoints ready.` */
export function serviceSummary({ service, slices }: Pick<ServiceStory, 'service' | 'slices'>): string {
  const name = `Service ${service.namespace}/${service.name}`;
  if (service.externalName !== null) return `${name}: another name for ${service.externalName}.`;
  const all = slices.flatMap(({ endpoints }) => endpoints);
  if (all.length === 0) return `${name}: no endpoints.`;
  return `${name}: ${all.filter(({ ready }) => ready).length} of ${all.length} endpoints ready.`;
}

/** A Service as a text: what it selects, its ports, and which endpoints take traffic. */
export function describeService(story: ServiceStory): string {
  const { service, slices, pods, related, events, gaps, now } = story;
  return sectionsText([
    {
      title: null,
      lines: [
        ...identityLines(service, [], now),
        `type: ${service.type}`,
        ...line('address', service.clusterIp),
        ...line('load balancer', service.loadBalancer.join(', ')),
        ...line('only from', service.sourceRanges.join(', ')),
        ...line('selects', pairs(service.selector)),
        ...(service.publishNotReady ? ['also sends to pods that are not ready'] : []),
      ],
    },
    {
      title: 'Ports',
      lines: service.ports.map(({ name, port, targetPort, protocol, nodePort }) => {
        const node = nodePort === null ? '' : `, on each node ${nodePort}`;
        return `${name ? `${name} ` : ''}${port}/${protocol} -> ${targetPort}${node}`;
      }),
    },
    { title: 'Endpoints', lines: endpointLines(slices) },
    {
      title: 'Selected pods',
      lines:
        Object.keys(service.selector).length > 0 && pods.length === 0
          ? ['none']
          : pods.map(({ name }) => name),
    },
    { title: 'Related', lines: related },
    { title: 'Events', lines: eventLines(events, now, false) },
    { title: 'Not seen', lines: gaps },
  ]);
}

function endpointLines(slices: readonly EndpointSlice[]): readonly string[] {
  const endpoints = slices.flatMap((slice) => slice.endpoints);
  if (endpoints.length === 0) return ['none'];
  return endpoints.map(({ addresses, ready, terminating, pod, node }) => {
    const state = ready ? 'ready' : terminating ? 'going away' : 'NOT ready';
    return `${addresses.join(', ')} ${state}${pod === null ? '' : ` ${pod}`}${node === null ? '' : ` on ${node}`}`;
  });
}
