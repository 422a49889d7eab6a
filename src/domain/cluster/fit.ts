import type { Lookup } from './lookup.ts';
import type { Quantities } from './meta.ts';
import type { Node } from './node.ts';
import { isSelected, untolerated } from './node-match.ts';
import { podRequests } from './pod-requests.ts';
import type { PodSpec } from './pod-spec.ts';
import { isOver } from './runs.ts';

/** Why a pod does not go onto one node. */
export type Hindrance =
  | { readonly kind: 'cordoned' }
  | { readonly kind: 'taint'; readonly taint: string }
  | { readonly kind: 'selector' }
  | { readonly kind: 'slots'; readonly slots: number }
  /** `never`: more than the node has when it is empty. */
  | {
      readonly kind: 'resource';
      readonly resource: string;
      readonly asks: number;
      readonly free: number;
      readonly never: boolean;
    };

/** What of a node its pods have not asked for: allocatable without the requests of pods that have not ended. */
export function freeOn(node: Node, lookup: Lookup): Quantities {
  const free: Record<string, number> = { ...node.allocatable };
  for (const pod of lookup.podsOn(node.name)) {
    if (isOver(pod)) continue;
    for (const [resource, amount] of Object.entries(podRequests(pod.spec))) {
      free[resource] = (free[resource] ?? 0) - amount;
    }
    if (free.pods !== undefined) free.pods -= 1;
  }
  return free;
}

/** Everything that keeps a pod of this spec off a node, as far as nodes, labels, taints and requests tell. */
export function hindrances(spec: PodSpec, node: Node, free: Quantities): readonly Hindrance[] {
  const found: Hindrance[] = [];
  if (node.unschedulable) found.push({ kind: 'cordoned' });
  for (const { key, value, effect } of untolerated(spec, node)) {
    // The cordon's own taint, and what a node that is away gets, say it twice.
    if (key === 'node.kubernetes.io/unschedulable' && node.unschedulable) continue;
    found.push({ kind: 'taint', taint: `${key}${value === '' ? '' : `=${value}`}:${effect}` });
  }
  if (!isSelected(spec, node)) found.push({ kind: 'selector' });
  if (free.pods !== undefined && free.pods < 1)
    found.push({ kind: 'slots', slots: node.allocatable.pods ?? 0 });
  for (const [resource, asks] of Object.entries(podRequests(spec))) {
    const left = free[resource] ?? 0;
    if (asks <= left || asks === 0) continue;
    const never = asks > (node.allocatable[resource] ?? 0);
    found.push({ kind: 'resource', resource, asks, free: Math.max(0, left), never });
  }
  return found;
}
