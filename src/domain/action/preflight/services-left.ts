import { isReady } from '../../cluster/conditions.ts';
import { endpointsOf } from '../../cluster/endpoints.ts';
import type { Lookup } from '../../cluster/lookup.ts';
import type { Service } from '../../cluster/network.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Warning } from '../warning.ts';
import { counted } from './counted.ts';

/** A Service, and how many ready endpoints it has now and would have while these pods are away. */
export type ServiceLeft = { readonly service: Service; readonly ready: number; readonly left: number };

/**
 * What would be left of each Service behind which these pods stand, while at most `atOnce` of them are away at the same
 * time. Only endpoints that are ready now count: a pod that serves nobody takes nothing away.
 */
export function servicesLeft(
  pods: readonly Pod[],
  lookup: Lookup,
  atOnce: number = pods.length,
): readonly ServiceLeft[] {
  const names = new Set(pods.map(({ name }) => name));
  const services = new Set(pods.flatMap((pod) => lookup.servicesOf(pod)));
  return [...services].map((service) => {
    const seen = lookup.sawAll('endpointslices', service.namespace);
    // Without its slices a Service is judged by its pods: they are what the slices are made of.
    const readyPods = seen
      ? endpointsOf(service, lookup).readyPods
      : lookup
          .podsBehind(service)
          .filter(isReady)
          .map(({ name }) => name);
    const going = readyPods.filter((name) => names.has(name)).length;
    return { service, ready: readyPods.length, left: readyPods.length - Math.min(going, atOnce) };
  });
}

/** One warning for each Service that would have no ready endpoint any more, a note for one that would have the last. */
export function serviceWarnings(services: readonly ServiceLeft[]): readonly Warning[] {
  return services.flatMap(({ service, ready, left }): readonly Warning[] => {
    const name = `${service.namespace}/${service.name}`;
    if (ready === left) return [];
    if (left > 1) return [];
    return [
      left === 0
        ? {
            id: `last-endpoint:${name}`,
            level: 'must-acknowledge',
            sentence: `Service ${name} would have no ready endpoint left (${counted(ready, 'is', 'are')} ready now): nobody could reach it until a new pod is ready.`,
            measure: 1,
          }
        : {
            id: `one-endpoint:${name}`,
            level: 'note',
            sentence: `Service ${name} would have 1 ready endpoint left of ${ready}.`,
            measure: 1,
          },
    ];
  });
}
