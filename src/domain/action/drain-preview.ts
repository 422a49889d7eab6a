import type { Lookup } from '../cluster/lookup.ts';
import type { Node } from '../cluster/node.ts';
import type { Pod } from '../cluster/pod.ts';
import { isOver } from '../cluster/runs.ts';
import { sentenceOf } from '../refusal.ts';
import { firstWave } from './first-wave.ts';
import { budgetRefusal } from './preflight/budgets.ts';
import { schedulablePeers } from './preflight/node-pool.ts';
import { removalRefusal } from './preflight/pod-removal.ts';
import { roomFor } from './preflight/room.ts';
import { type ServiceLeft, servicesLeft } from './preflight/services-left.ts';
import type { Surroundings } from './scene.ts';

/** Why a pod of a drained node stays there. */
export type Stays = 'daemon-set' | 'mirror' | 'ended' | 'going';

/** A pod that a drain would stop at. `evictable`: an eviction would be done all the same, and something is lost by it. */
export type BlockingPod = { readonly pod: Pod; readonly why: string; readonly evictable: boolean };

/** What a drain of a node would do. Nothing of it is done by Keyturn at one go: each eviction is a proposal of its own. */
export type DrainPreview = {
  readonly node: Node;
  /** Nodes of its pool that take new pods. */
  readonly peers: number;
  readonly stays: readonly { readonly pod: Pod; readonly why: Stays }[];
  readonly blocking: readonly BlockingPod[];
  /** In the order in which they do the least harm. */
  readonly evicted: readonly Pod[];
  /** How many of them can go at the same time, with every budget kept and every Service reachable. */
  readonly atOnce: number;
  /** Services that would have no ready endpoint while all of these are away, and how many they have now. */
  readonly emptied: readonly ServiceLeft[];
  /** Pods for which no other node has room. */
  readonly homeless: readonly Pod[];
};

/**
 * Works out what `kubectl drain` would do to a node, and what would stop it. `around`: what the view has of everything
 * that a pod's removal is judged by, in all namespaces.
 */
export function drainPreview(node: Node, around: Surroundings): DrainPreview {
  const { view, lookup } = around;
  const pods = lookup.podsOn(node.name);
  const stays = pods.flatMap((pod) => {
    const why = staysFor(pod, lookup);
    return why === null ? [] : [{ pod, why }];
  });
  const moving = pods.filter((pod) => staysFor(pod, lookup) === null);
  const blocking = moving.flatMap((pod) => blockOf(pod, around) ?? []);
  const stopped = new Set(blocking.map(({ pod }) => pod));
  const evicted = inOrder(
    moving.filter((pod) => !stopped.has(pod)),
    lookup,
  );
  const going = [...evicted, ...blocking.flatMap(({ pod, evictable }) => (evictable ? [pod] : []))];
  return {
    node,
    peers: schedulablePeers(node, view.nodes).length,
    stays,
    blocking,
    evicted,
    atOnce: firstWave(evicted, around).length,
    emptied: emptiedBy(going, lookup),
    homeless: homelessOf(going, node, around),
  };
}

/** As kubectl leaves them: what a DaemonSet makes comes back at once, a mirror is a file of the node. */
function staysFor(pod: Pod, lookup: Lookup): Stays | null {
  if (pod.deletionAt !== null) return 'going';
  if (Object.hasOwn(pod.annotations, 'kubernetes.io/config.mirror') || pod.owner?.kind === 'Node')
    return 'mirror';
  if (isOver(pod)) return 'ended';
  if (pod.owner?.kind !== 'DaemonSet') return null;
  const { kind, name } = pod.owner;
  const isGone =
    lookup.sawAll('daemonsets', pod.namespace) &&
    lookup.object({ kind, namespace: pod.namespace, name }) === null;
  return isGone ? null : 'daemon-set';
}

function blockOf(pod: Pod, around: Surroundings): BlockingPod | null {
  const refused = removalRefusal(pod, around) ?? budgetRefusal(pod, around.view);
  if (refused) return { pod, why: sentenceOf(refused.refusal), evictable: false };
  const local = pod.spec.volumes.filter(({ kind, source }) => kind === 'Other' && source === 'emptyDir');
  if (local.length === 0) return null;
  const why = `Its data on the node is lost (emptyDir ${local.map(({ name }) => name).join(', ')}).`;
  return { pod, why, evictable: true };
}

/** Those whom nobody would miss first; of those that a Service would miss, the ones with most others beside them. */
function inOrder(pods: readonly Pod[], lookup: Lookup): readonly Pod[] {
  const left = new Map(pods.map((pod) => [pod, fewestLeft(pod, lookup)]));
  const place = ({ namespace, name }: Pod) => `${namespace}/${name}`;
  return pods.toSorted((a, b) => (left.get(b) ?? 0) - (left.get(a) ?? 0) || (place(a) < place(b) ? -1 : 1));
}

/** How many ready endpoints its Services would keep without it, in the worst case. */
function fewestLeft(pod: Pod, lookup: Lookup): number {
  const counts = servicesLeft([pod], lookup).flatMap(({ ready, left }) => (ready === left ? [] : [left]));
  return counts.length === 0 ? Number.MAX_SAFE_INTEGER : Math.min(...counts);
}

/** The Services that stand with these pods, by name. */
function emptiedBy(pods: readonly Pod[], lookup: Lookup): readonly ServiceLeft[] {
  const place = ({ service: { namespace, name } }: ServiceLeft) => `${namespace}/${name}`;
  return servicesLeft(pods, lookup)
    .filter(({ ready, left }) => ready > 0 && left === 0)
    .sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** The pods of one controller ask for the same, so they are counted together. */
function homelessOf(pods: readonly Pod[], node: Node, around: Surroundings): readonly Pod[] {
  const { lookup } = around;
  if (!lookup.sawAll('nodes', null) || !lookup.sawAll('pods', null)) return [];
  const alike = Map.groupBy(pods, ({ uid, owner }) => owner?.uid ?? uid);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    const room = first ? roomFor(first.spec, around, new Set([node.name])).pods : 0;
    return group.slice(room);
  });
}
