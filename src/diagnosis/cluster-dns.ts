import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import { conditionOf, isReady } from '../domain/cluster/conditions.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { Service } from '../domain/cluster/network.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import { isMeant, lastExit } from '../domain/cluster/runs.ts';
import { hasLabels } from '../domain/cluster/selector.ts';
import { HOUR } from '../domain/instant.ts';
import { type Revised, revisedOf } from './rollouts.ts';

const NAMESPACE = 'kube-system';

/**
 * The Service that pods ask for names: kube-dns, which kubelets and installers rely on whatever program answers, or one
 * with its label (https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/). Null: none is seen.
 * One that only serves the metrics of the same pods does not count, so it must have port 53.
 */
export function clusterDns(view: Pick<ClusterView, 'services'>): Service | null {
  const candidates = view.services.filter(
    ({ namespace, name, labels, ports, selector }) =>
      namespace === NAMESPACE &&
      (name === 'kube-dns' || labels['k8s-app'] === 'kube-dns') &&
      ports.some(({ port }) => port === 53) &&
      Object.keys(selector).length > 0,
  );
  return candidates.find(({ name }) => name === 'kube-dns') ?? candidates[0] ?? null;
}

/** The workloads whose pods answer for names. */
export function dnsWorkloads(service: Service, view: ClusterView): readonly Revised[] {
  return revisedOf(view).filter(
    ({ namespace, template }) =>
      namespace === service.namespace && hasLabels(template.labels, service.selector),
  );
}

/**
 * What programs say when nobody answers their question for a name, as glibc, musl, Go, Node and Java's netty write it.
 * That a name does not exist (NXDOMAIN: `no such host`, ENOTFOUND) is an answer, and is not meant.
 */
const unanswered =
  /temporary failure in name resolution|EAI_AGAIN|try again.*resolv|lookup [^:]+(?: on [^ ]+)?: .*(?:i\/o timeout|connection refused|server misbehaving)|DnsNameResolverTimeout/i;

/** True when this is how somebody ends whom nobody tells the address of a name. */
export function tellsOfNoAnswer(message: string): boolean {
  return unanswered.test(message);
}

/** Who lacks names for longer than this and did not mind has another way to get them. */
const LONG = 2 * HOUR;

/**
 * Who has nobody to ask for names, of a Service of which is known that it has no ready endpoint. None when it is not the
 * cluster's DNS, when that has no pods (then something else may answer), or when it went long ago.
 */
export function lackingNames(
  service: Service,
  view: Pick<ClusterView, 'services' | 'pods' | 'takenAt'>,
  lookup: Lookup,
): readonly Pod[] {
  if (service !== clusterDns(view)) return [];
  const turned = lookup.podsBehind(service).flatMap((pod) => conditionOf(pod, 'Ready')?.changedAt ?? []);
  if (turned.length === 0 || view.takenAt - Math.max(...turned) > LONG) return [];
  return view.pods.filter((pod) => mayLackNames(pod, lookup));
}

/**
 * True for a pod whose trouble, if it has any, may come from a silent DNS: it runs on a node that is ready, in
 * a network of its own, and has not failed for memory or an image. Pods on the network of their node ask the node's DNS.
 */
function mayLackNames(pod: Pod, lookup: Lookup): boolean {
  if (!isMeant(pod) || pod.spec.hostNetwork || pod.node === null) return false;
  const node = lookup.node(pod.node);
  if (node && !isReady(node)) return false;
  return pod.containers.every((status) => {
    const waits = status.state?.kind === 'waiting' && /Image|Config/.test(status.state.reason);
    return !waits && lastExit(status)?.reason !== 'OOMKilled';
  });
}
