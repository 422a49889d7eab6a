import type { ClusterObject } from '../cluster-object.ts';
import { timeOf } from '../writes/commit-write.ts';
import { type ControllerContext, objectsIn, touchedOn, writeAs } from './controller-context.ts';
import { misfit } from './node-fit.ts';
import { isActive, statusOfPod } from './owned-pods.ts';
import { recordScheduling } from './record-event.ts';

const SCHEDULER = 'kube-scheduler';

type Condition = { type: string; status: string; [field: string]: unknown };

/** Gives each new pod the fitting node that has the fewest; says why where there is none. */
export function scheduler(context: ControllerContext): void {
  for (const pod of touchedOn(context.world, '/pods')) {
    const { nodeName, schedulingGates = [] } = pod.spec as { nodeName?: string; schedulingGates?: unknown[] };
    if (!nodeName && schedulingGates.length === 0 && isActive(pod)) place(context, pod);
  }
}

function place(context: ControllerContext, pod: ClusterObject): void {
  const { world } = context;
  const pods = objectsIn(world, '/pods').filter(isActive);
  const nodes = objectsIn(world, '/nodes').map((node) => {
    const on = pods.filter(({ spec }) => (spec as { nodeName?: string }).nodeName === node.metadata.name);
    return { node, count: on.length, why: misfit(pod, node, on) };
  });
  const [best] = nodes
    .filter(({ why }) => why === undefined)
    .toSorted(
      (one, other) => one.count - other.count || (one.node.metadata.name < other.node.metadata.name ? -1 : 1),
    );
  if (best) bind(context, pod, best.node.metadata.name);
  else
    refuse(
      context,
      pod,
      nodes.map(({ why }) => why ?? ''),
    );
}

function bind(context: ControllerContext, pod: ClusterObject, nodeName: string): void {
  const condition = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: timeOf(context.world),
  };
  const conditions = withCondition(pod, condition);
  const bound = {
    ...pod,
    spec: { ...(pod.spec as object), nodeName },
    status: { ...statusOfPod(pod), conditions },
  };
  // A binding is not a change of the pod's spec by a writer: its generation stays.
  const after = writeAs(context, pod, bound, SCHEDULER, 'status');
  const { namespace, name } = pod.metadata;
  recordScheduling(context, after, {
    reason: 'Scheduled',
    message: `Successfully assigned ${namespace}/${name} to ${nodeName}`,
    action: 'Binding',
  });
}

function refuse(context: ControllerContext, pod: ClusterObject, whys: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const why of whys) counts.set(why, (counts.get(why) ?? 0) + 1);
  const reasons = [...counts].map(([why, count]) => `${count} ${why}`).sort();
  const message =
    whys.length === 0
      ? 'no nodes available to schedule pods'
      : `0/${whys.length} nodes are available: ${reasons.join(', ')}. preemption: 0/${whys.length} nodes are available: ${whys.length} Preemption is not helpful for scheduling.`;
  const old = (statusOfPod(pod).conditions ?? []) as Condition[];
  if (old.some((condition) => condition.type === 'PodScheduled' && condition.message === message)) return;
  const condition = {
    type: 'PodScheduled',
    status: 'False',
    lastProbeTime: null,
    lastTransitionTime: timeOf(context.world),
    reason: 'Unschedulable',
    message,
  };
  const status = { ...statusOfPod(pod), conditions: withCondition(pod, condition) };
  const after = writeAs(context, pod, { ...pod, status }, SCHEDULER, 'status');
  recordScheduling(context, after, {
    reason: 'FailedScheduling',
    message,
    type: 'Warning',
    action: 'Scheduling',
  });
}

/** A pod's conditions with this one in its place. */
const withCondition = (pod: ClusterObject, condition: Condition): Condition[] => {
  const before = (statusOfPod(pod).conditions ?? []) as Condition[];
  return [...before.filter(({ type }) => type !== condition.type), condition];
};
