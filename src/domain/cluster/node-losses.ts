import { HOUR, type Instant, MINUTE, SECOND } from '../instant.ts';
import type { ClusterView } from './cluster-view.ts';
import { conditionOf, isReady } from './conditions.ts';
import type { Condition } from './meta.ts';
import type { Lease, Node } from './node.ts';

/** A node that is not ready: what its condition says, and its heartbeat. */
export type LostNode = {
  readonly node: Node;
  readonly condition: Condition | null;
  readonly since: Instant;
  readonly lease: Lease | null;
};

/** Nodes that went at once; `whole`: they are all nodes of this zone or pool, in words. */
export type NodeLoss = { readonly lost: readonly LostNode[]; readonly whole: string | null };

/** Nodes that went within this time did not do so by chance. */
const TOGETHER = 2 * MINUTE;

/** From this share of the nodes on it is no longer about single machines. */
const SHARE = 0.3;

/** A kubelet renews its lease every ten seconds; after this time it counts as lost (kube-controller-manager's default). */
const STALE = 40 * SECOND;

/** A node needs some minutes to become ready for the first time. */
const JOINING = 10 * MINUTE;

/** Labels that say to which pool of nodes one belongs, as the providers write them. */
const pools = [
  'eks.amazonaws.com/nodegroup',
  'karpenter.sh/nodepool',
  'cloud.google.com/gke-nodepool',
  'kubernetes.azure.com/agentpool',
  'agentpool',
  'node-pool',
  'nodepool',
  'pool',
];

/** Every node that is not ready, without those that have only just joined. */
export function lostNodes(view: ClusterView): readonly LostNode[] {
  const leases = new Map(view.leases.map((lease) => [lease.name, lease]));
  return view.nodes.flatMap((node): readonly LostNode[] => {
    if (isReady(node)) return [];
    const condition = conditionOf(node, 'Ready');
    const since = condition?.changedAt ?? node.createdAt;
    const neverReady = since - node.createdAt < TOGETHER;
    if (neverReady && view.takenAt - node.createdAt < JOINING) return [];
    return [{ node, condition, since, lease: leases.get(node.name) ?? null }];
  });
}

/** Nodes that went together: at least 30% of all within two minutes, or a whole zone or pool of at least two. */
export function nodeLosses(view: ClusterView): readonly NodeLoss[] {
  const groups: LostNode[][] = [];
  for (const lost of lostNodes(view).toSorted((a, b) => a.since - b.since)) {
    const group = groups.at(-1);
    if (group?.[0] && lost.since - group[0].since <= TOGETHER) group.push(lost);
    else groups.push([lost]);
  }
  return groups.flatMap((lost) => {
    const whole = lost.length < 2 ? null : wholeOf(lost, view.nodes);
    const many = isMany(lost.length, view.nodes.length);
    return many || whole !== null ? [{ lost, whole }] : [];
  });
}

/** Zone or pool all of whose nodes are among these, while there are others. */
function wholeOf(lost: readonly LostNode[], nodes: readonly Node[]): string | null {
  for (const [name, of] of [
    ['zone', zoneOf],
    ['pool', poolOf],
  ] as const) {
    const values = new Set(lost.map(({ node }) => of(node)));
    const [only] = values;
    if (values.size !== 1 || !only) continue;
    const members = nodes.filter((node) => of(node) === only);
    if (members.length === lost.length && members.length < nodes.length) return `${name} ${only}`;
  }
  return null;
}

/** Where a node stands; null: its labels do not tell. */
export function zoneOf({ labels }: Node): string | null {
  return labels['topology.kubernetes.io/zone'] ?? null;
}

/** To which pool of nodes one belongs, by the labels of the providers; null: none tells. */
export function poolOf({ labels }: Node): string | null {
  const key = pools.find((each) => labels[each] !== undefined);
  return key === undefined ? null : (labels[key] ?? null);
}

/** Ready nodes that have not renewed their lease in time: the control plane does not hear them, or can't write. */
export function silentNodes(view: ClusterView): readonly Lease[] {
  const ready = new Set(view.nodes.filter(isReady).map(({ name }) => name));
  return view.leases.filter(
    ({ name, renewedAt }) => ready.has(name) && renewedAt !== null && view.takenAt - renewedAt > STALE,
  );
}

/** True for so many nodes that it is no longer about single machines. */
export function isMany(count: number, nodes: number): boolean {
  return count >= 2 && nodes >= 3 && count >= SHARE * nodes;
}

/** Nodes that came and nodes that went within the last hour, for a loop of replacements. */
export function replacements(view: ClusterView): {
  readonly came: readonly Node[];
  readonly went: readonly string[];
} {
  const names = new Set(view.nodes.map(({ name }) => name));
  const went = view.events.flatMap(({ about, reason, lastAt }) =>
    about.kind === 'Node' &&
    /^(?:RemovingNode|DeletingNode)$/.test(reason) &&
    view.takenAt - lastAt <= HOUR &&
    !names.has(about.name)
      ? [about.name]
      : [],
  );
  return {
    came: view.nodes.filter(({ createdAt }) => view.takenAt - createdAt <= HOUR),
    went: [...new Set(went)],
  };
}
