import type { Service } from '../domain/cluster/network.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import { isMeant } from '../domain/cluster/runs.ts';
import type { Situation } from './check.ts';
import type { Need } from './policy-reach.ts';

/** Why a connection is needed, and for which Service. */
export type NeededPath = {
  readonly why: 'ingress' | 'dns';
  /** What stops working without it: the Service behind the Ingress, or the one that answers names. */
  readonly service: Service;
  readonly needs: readonly Need[];
};

/** Programs that bring what an Ingress routes to Services, by image. */
const controllers =
  /(?:ingress-nginx|nginx-ingress|traefik|haproxy-ingress|kubernetes-ingress|contour|envoy|kong|ambassador|emissary|skipper|istio\/proxyv2|apisix)/i;

/**
 * The connections that the cluster's own objects show to be needed: from the ingress controllers to every Service that
 * an Ingress routes to. One pod of each workload stands for the others.
 */
export function ingressPaths({ view, lookup }: Situation): readonly NeededPath[] {
  const from = controllerPods(view.pods);
  if (from.length === 0) return [];
  const routed = view.ingresses.flatMap(({ namespace, backends }) =>
    backends.map(({ service, port }) => ({ key: `${namespace}/${service}`, namespace, service, port })),
  );
  return [...Map.groupBy(routed, ({ key }) => key).values()].flatMap((routes): readonly NeededPath[] => {
    const [{ namespace, service: name }] = routes as [(typeof routed)[number]];
    const service = lookup.object({ kind: 'Service', namespace, name });
    if (service?.kind !== 'Service') return [];
    const ports = new Set(routes.map(({ port }) => port));
    // Other ports of it, for metrics say, are for others.
    const wanted = service.ports.filter((each) => ports.has(String(each.port)) || ports.has(each.name ?? ''));
    return [{ why: 'ingress', service, needs: needsOf(from, service, wanted, lookup) }];
  });
}

/** The connections of these pods to the Service that answers names in the cluster. */
export function dnsPaths(pods: readonly Pod[], { lookup }: Situation): readonly NeededPath[] {
  const service = lookup.object({ kind: 'Service', namespace: 'kube-system', name: 'kube-dns' });
  if (service?.kind !== 'Service') return [];
  const wanted = service.ports.filter(({ port, protocol }) => port === 53 && protocol === 'UDP');
  return [{ why: 'dns', service, needs: needsOf(pods, service, wanted, lookup) }];
}

function controllerPods(pods: readonly Pod[]): readonly Pod[] {
  const found = pods.filter(
    (pod) =>
      isMeant(pod) &&
      pod.spec.containers.some(({ role, image }) => role === 'main' && controllers.test(image)),
  );
  return oneOfEach(found);
}

/** To one pod of each owner behind these ports of a Service, for each of those who need it. */
function needsOf(
  from: readonly Pod[],
  service: Service,
  ports: Service['ports'],
  lookup: Situation['lookup'],
): readonly Need[] {
  const behind = oneOfEach(lookup.podsBehind(service).filter(isMeant));
  return behind.flatMap((to) =>
    ports.flatMap(({ targetPort, protocol }) => {
      const port = portOf(to, targetPort, protocol);
      return port === null ? [] : from.map((pod) => ({ from: pod, to, port, protocol }));
    }),
  );
}

function portOf({ spec }: Pod, target: string, protocol: string): number | null {
  if (/^\d+$/.test(target)) return Number(target);
  const ports = spec.containers.flatMap((container) => container.ports);
  return ports.find((port) => port.name === target && port.protocol === protocol)?.port ?? null;
}

/** Pods of one owner have the same labels as far as policies look. */
function oneOfEach(pods: readonly Pod[]): readonly Pod[] {
  return [...new Map(pods.map((pod) => [pod.owner?.uid ?? pod.uid, pod])).values()];
}
