import { holdsAddress } from '../domain/cluster/address-range.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { NetworkPeer, NetworkPolicy, NetworkRule } from '../domain/cluster/network.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import { selects } from '../domain/cluster/selector.ts';

/** What somebody needs to reach. `port`: the container's number. */
export type Need = {
  readonly from: Pod;
  readonly to: Pod;
  readonly port: number;
  readonly protocol: string;
};

/** The policies that are in the way on either side; empty: the policies let it pass. Null: nobody can tell. */
export type Denial = readonly NetworkPolicy[];

/**
 * What the NetworkPolicies of a view say about a connection between two pods
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies/): a side is closed as soon as one policy
 * of that type selects its pod, and open again for whatever any of these policies allows. An empty podSelector selects
 * every pod of the namespace; a policy of that kind without rules denies all. Whether anybody enforces it is another
 * question. Null for pods on the host's network, for which it is not defined.
 */
export function denialOf(
  need: Need,
  policiesIn: (namespace: string | null) => readonly NetworkPolicy[],
  lookup: Lookup,
): Denial | null {
  const { from, to } = need;
  if (from.spec.hostNetwork || to.spec.hostNetwork) return null;
  return [
    ...closed(policiesIn(to.namespace), { own: to, other: from, side: 'Ingress', need }, lookup),
    ...closed(policiesIn(from.namespace), { own: from, other: to, side: 'Egress', need }, lookup),
  ];
}

type Side = {
  readonly own: Pod;
  readonly other: Pod;
  readonly side: 'Ingress' | 'Egress';
  readonly need: Need;
};

function closed(policies: readonly NetworkPolicy[], at: Side, lookup: Lookup): readonly NetworkPolicy[] {
  const selecting = policies.filter(
    ({ types, pods }) => types.includes(at.side) && selects(pods, at.own.labels),
  );
  const rules = selecting.flatMap(({ ingress, egress }) => (at.side === 'Ingress' ? ingress : egress));
  return rules.some((rule) => allows(rule, at, lookup)) ? [] : selecting;
}

function allows({ peers, ports }: NetworkRule, at: Side, lookup: Lookup): boolean {
  const { need } = at;
  const toPeer = peers.length === 0 || peers.some((peer) => isPeer(peer, at, lookup));
  if (!toPeer) return false;
  return (
    ports.length === 0 ||
    ports.some(({ protocol, port, endPort }) => {
      if (protocol !== need.protocol) return false;
      if (port === null) return true;
      const first = /^\d+$/.test(port) ? Number(port) : portNamed(port, need);
      return first !== null && need.port >= first && need.port <= (endPort ?? first);
    })
  );
}

/** A name means the port of the pod that is connected to. */
function portNamed(name: string, { to, protocol }: Need): number | null {
  const ports = to.spec.containers.flatMap((container) => container.ports);
  return ports.find((port) => port.name === name && port.protocol === protocol)?.port ?? null;
}

/** Selectors of one peer must both hold; a pod selector alone means pods of the policy's own namespace. */
function isPeer(
  { pods, namespaces, cidr, except }: NetworkPeer,
  { own, other }: Side,
  lookup: Lookup,
): boolean {
  if (cidr !== null) {
    return holdsAddress(cidr, other.ip) && !except.some((range) => holdsAddress(range, other.ip));
  }
  if (namespaces === null) {
    return other.namespace === own.namespace && selects(pods, other.labels);
  }
  const name = other.namespace ?? '';
  const labels = lookup.object({ kind: 'Namespace', namespace: null, name })?.labels ?? {};
  // The API server gives every namespace its name as a label, also where namespaces can't be read.
  const inNamespace = selects(namespaces, { 'kubernetes.io/metadata.name': name, ...labels });
  return inNamespace && (pods === null || selects(pods, other.labels));
}
