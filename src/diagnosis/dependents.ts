import { endpointsOf } from '../domain/cluster/endpoints.ts';
import { lazily } from '../domain/cluster/lazily.ts';
import type { Service } from '../domain/cluster/network.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import type { Situation } from './check.ts';
import { lackingNames } from './cluster-dns.ts';
import { createDependencies } from './dependencies.ts';

/**
 * Tells which pods need a Service that nobody answers for: those that name it in their environment, and of the cluster's
 * DNS all that ask it for names. None while somebody answers.
 */
export function createDependents({
  view,
  lookup,
}: Pick<Situation, 'view' | 'lookup'>): (service: Service) => readonly Pod[] {
  const needs = createDependencies(view.services);
  const byService = lazily(() => {
    const needing = view.pods.flatMap((pod) =>
      needs(pod.spec, pod.namespace).map((service) => ({ pod, service })),
    );
    return Map.groupBy(needing, ({ service }) => service);
  });
  const known = new Map<Service, readonly Pod[]>();
  return (service) => {
    const pods =
      known.get(service) ??
      (isUnanswered(service)
        ? [...(byService().get(service) ?? []).map(({ pod }) => pod), ...lackingNames(service, view, lookup)]
        : []);
    known.set(service, pods);
    return pods;
  };

  function isUnanswered(service: Service): boolean {
    return lookup.slicesOf(service).length > 0 && endpointsOf(service, lookup).ready === 0;
  }
}
