import { endpointsOf } from '../cluster/endpoints.ts';
import type { Lookup } from '../cluster/lookup.ts';
import type { EndpointSlice, Service } from '../cluster/network.ts';
import type { Pod } from '../cluster/pod.ts';
import { bareMeta } from './bare-object.ts';

/** A Service behind which pods of a change stood, and how many of its endpoints were ready. */
export type RememberedService = Pick<Service, 'namespace' | 'name' | 'selector'> & {
  readonly ready: number;
};

/** The Services behind which these pods stand. */
export function rememberServices(pods: readonly Pod[], lookup: Lookup): readonly RememberedService[] {
  const services = new Set(pods.flatMap((pod) => lookup.servicesOf(pod)));
  return [...services].map((service) => ({
    namespace: service.namespace,
    name: service.name,
    selector: service.selector,
    ready: endpointsOf(service, lookup).ready,
  }));
}

/** The same Services again, each with a slice of as many ready endpoints. */
export function recallServices(remembered: readonly RememberedService[]): {
  readonly services: readonly Service[];
  readonly endpointslices: readonly EndpointSlice[];
} {
  return {
    services: remembered.map(({ namespace, name, selector }) => ({
      ...bareMeta({ namespace, name, uid: `${namespace}/${name}` }),
      kind: 'Service',
      type: 'ClusterIP',
      selector,
      ports: [],
      clusterIp: null,
      externalName: null,
      publishNotReady: false,
      sourceRanges: [],
      loadBalancer: [],
    })),
    endpointslices: remembered.map(({ namespace, name, ready }) => ({
      ...bareMeta({ namespace, name, uid: `${namespace}/${name}` }),
      kind: 'EndpointSlice',
      service: name,
      ports: [],
      endpoints: Array.from({ length: ready }, (_, index) => endpoint(String(index))),
    })),
  };
}

function endpoint(pod: string): EndpointSlice['endpoints'][number] {
  return { addresses: [], ready: true, serving: true, terminating: false, node: null, zone: null, pod };
}
