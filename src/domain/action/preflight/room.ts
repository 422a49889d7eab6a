import { isReady } from '../../cluster/conditions.ts';
import { freeOn, type Hindrance, hindrances } from '../../cluster/fit.ts';
import type { Quantities } from '../../cluster/meta.ts';
import type { Node } from '../../cluster/node.ts';
import { podRangeOf } from '../../cluster/pod-ranges.ts';
import { podRequests } from '../../cluster/pod-requests.ts';
import type { PodSpec } from '../../cluster/pod-spec.ts';
import type { Refused } from '../../result.ts';
import { because, type Surroundings } from '../scene.ts';
import type { Warning } from '../warning.ts';
import { counted, named } from './counted.ts';

/** Fewer blocks than these always fill the smallest range around them: that says nothing of the real range. */
const TELLING_BLOCKS = 64;

/** How many new pods of a spec the nodes could take, and what keeps further ones away. */
export type Room = { readonly pods: number; readonly limits: readonly string[] };

/** Adds up what is free on the ready nodes. `without`: nodes that do not count. */
export function roomFor(
  spec: PodSpec,
  { view, lookup }: Surroundings,
  without: ReadonlySet<string> = new Set(),
): Room {
  const limits = new Map<string, number>();
  let pods = 0;
  for (const node of view.nodes.filter((each) => isReady(each) && !without.has(each.name))) {
    const free = freeOn(node, lookup);
    pods += fitting(spec, node, free);
    for (const word of new Set(full(spec, node, free).map(limitWord)))
      limits.set(word, (limits.get(word) ?? 0) + 1);
  }
  const words = [...limits]
    .sort((a, b) => b[1] - a[1])
    .map(([word, nodes]) => `${word} on ${counted(nodes, 'node')}`);
  return { pods, limits: words };
}

/**
 * Whether so many more pods find a place. Refused when they do not and no node can join, because every block of pod
 * addresses is in use; a warning when a new node could still take them.
 */
export function roomRefusal(spec: PodSpec, wanted: number, scene: Surroundings): Refused | null {
  const range = podRangeOf(scene.view.nodes);
  if (range === null || range.total < TELLING_BLOCKS || range.used < range.total) return null;
  if (!isJudged(scene)) return null;
  const room = roomFor(spec, scene);
  if (room.pods >= wanted) return null;
  return because(
    `${counted(wanted, 'more pod')} would not find a place: the nodes have room for ${room.pods}${limitWords(room)}, ` +
      `and no node can join, because all ${range.total} blocks of pod addresses (/${range.bits}) are in use.`,
  );
}

/** The warning for pods that would have to wait for a new node. */
export function roomWarnings(spec: PodSpec, wanted: number, scene: Surroundings): readonly Warning[] {
  if (wanted <= 0 || !isJudged(scene)) return [];
  const room = roomFor(spec, scene);
  if (room.pods >= wanted) return [];
  return [
    {
      id: 'no-room',
      level: 'must-acknowledge',
      sentence: `The nodes have room for ${room.pods} of ${counted(wanted, 'new pod')}${limitWords(room)}: the rest waits until a node joins.`,
      measure: wanted - room.pods,
    },
  ];
}

/** What was not read has no room, and no lack of it. */
function isJudged({ lookup }: Surroundings): boolean {
  return lookup.sawAll('nodes', null) && lookup.sawAll('pods', null);
}

function fitting(spec: PodSpec, node: Node, free: Quantities): number {
  if (hindrances(spec, node, free).length > 0) return 0;
  const slots = free.pods ?? Number.POSITIVE_INFINITY;
  const most = Object.entries(podRequests(spec)).map(([resource, asks]) =>
    asks === 0 ? Number.POSITIVE_INFINITY : Math.floor((free[resource] ?? 0) / asks),
  );
  const fit = Math.min(slots, ...most);
  // A node that counts nothing tells nothing: one pod is what it is good for.
  return Number.isFinite(fit) ? fit : 1;
}

/** What would keep one more pod away, after as many as fit. */
function full(spec: PodSpec, node: Node, free: Quantities): readonly Hindrance[] {
  const count = fitting(spec, node, free);
  const left: Record<string, number> = { ...free };
  for (const [resource, asks] of Object.entries(podRequests(spec)))
    left[resource] = (left[resource] ?? 0) - asks * count;
  if (left.pods !== undefined) left.pods -= count;
  return hindrances(spec, node, left);
}

function limitWord(hindrance: Hindrance): string {
  switch (hindrance.kind) {
    case 'cordoned':
      return 'cordoned';
    case 'taint':
      return `taint ${hindrance.taint}`;
    case 'selector':
      return 'node selector';
    case 'slots':
      return 'no free pod slots';
    case 'resource':
      return `not enough ${hindrance.resource}`;
  }
}

function limitWords({ limits }: Room): string {
  return limits.length === 0 ? '' : ` (${named(limits)})`;
}
