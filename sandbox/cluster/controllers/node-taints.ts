import type { ClusterObject } from '../cluster-object.ts';
import { timeOf } from '../writes/commit-write.ts';
import { type ControllerContext, touchedOn, writeAs } from './controller-context.ts';
import { recordEvent } from './record-event.ts';

const KEY = 'node.kubernetes.io/unschedulable';

type Taint = { key: string; effect: string; timeAdded?: string };

/** A cordoned node gets its taint, and loses it when it is uncordoned. */
export function nodeTaints(context: ControllerContext): void {
  for (const node of touchedOn(context.world, '/nodes')) {
    const { unschedulable = false, taints = [] } = (node.spec ?? {}) as {
      unschedulable?: boolean;
      taints?: Taint[];
    };
    if (taints.some(({ key }) => key === KEY) !== unschedulable) mark(context, node, unschedulable, taints);
  }
}

function mark(
  context: ControllerContext,
  node: ClusterObject,
  cordoned: boolean,
  before: readonly Taint[],
): void {
  const others = before.filter(({ key }) => key !== KEY);
  const added = { key: KEY, effect: 'NoSchedule', timeAdded: timeOf(context.world) };
  const taints = cordoned ? [...others, added] : others;
  const { taints: _, ...spec } = node.spec as { taints?: Taint[] };
  writeAs(context, node, { ...node, spec: { ...spec, ...(taints.length > 0 ? { taints } : {}) } });
  const reason = cordoned ? 'NodeNotSchedulable' : 'NodeSchedulable';
  const message = `Node ${node.metadata.name} status is now: ${reason}`;
  recordEvent(context, node, { reason, message, component: 'kubelet', host: node.metadata.name });
}
