import type { ClusterObject } from '../cluster-object.ts';
import { timeOf } from '../writes/commit-write.ts';
import { type ControllerContext, writeStatus } from './controller-context.ts';
import { bounds, setsOf, specOf } from './deployment-spec.ts';

type Condition = {
  type: string;
  status: string;
  lastUpdateTime?: string;
  lastTransitionTime?: string;
  reason?: string;
  message?: string;
};

type Counts = {
  replicas: number;
  updatedReplicas: number;
  readyReplicas: number;
  availableReplicas: number;
};

type SetStatus = {
  replicas?: number;
  readyReplicas?: number;
  availableReplicas?: number;
  conditions?: Condition[];
};

/** Writes what a Deployment's ReplicaSets come to: the numbers, and whether it is available and gets on. */
export function deploymentStatus(
  context: ControllerContext,
  deployment: ClusterObject,
  set: ClusterObject | undefined,
): void {
  const sets = setsOf(context, deployment);
  const sum = (field: 'replicas' | 'readyReplicas' | 'availableReplicas') =>
    sets.reduce((total, one) => total + (statusOf(one)[field] ?? 0), 0);
  const fresh = sets.find(({ metadata }) => metadata.uid === set?.metadata.uid);
  const counts: Counts = {
    replicas: sum('replicas'),
    updatedReplicas: fresh ? (statusOf(fresh).replicas ?? 0) : 0,
    readyReplicas: sum('readyReplicas'),
    availableReplicas: sum('availableReplicas'),
  };
  const wanted = sets.reduce((total, one) => total + ((one.spec as { replicas?: number }).replicas ?? 0), 0);
  const status = deployment.status as { collisionCount?: number } | undefined;
  writeStatus(context, deployment, {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...counts,
    unavailableReplicas: Math.max(0, wanted - counts.availableReplicas),
    conditions: conditionsOf(context, deployment, fresh, counts),
    collisionCount: status?.collisionCount,
  });
}

const statusOf = ({ status }: ClusterObject): SetStatus => (status ?? {}) as SetStatus;

function conditionsOf(
  context: ControllerContext,
  deployment: ClusterObject,
  set: ClusterObject | undefined,
  counts: Counts,
): Condition[] {
  const { conditions: before = [] } = (deployment.status ?? {}) as { conditions?: Condition[] };
  const now = timeOf(context.world);
  const { replicas = 1 } = specOf(deployment);
  const enough = counts.availableReplicas >= replicas - bounds(deployment).unavailable;
  const available = changed(before, now, {
    type: 'Available',
    status: enough ? 'True' : 'False',
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: enough
      ? 'Deployment has minimum availability.'
      : 'Deployment does not have minimum availability.',
  });
  const progressing = progress(context, deployment, set, counts, before);
  const failure = set && statusOf(set).conditions?.find(({ type }) => type === 'ReplicaFailure');
  const found = [
    available,
    ...(progressing ? [progressing] : []),
    ...(failure ? [changed(before, now, failure)] : []),
  ];
  const order = before.map(({ type }) => type);
  const rank = ({ type }: Condition) => (order.includes(type) ? order.indexOf(type) : order.length);
  return found.toSorted((one, other) => rank(one) - rank(other));
}

/** A condition keeps its times while its status and reason stay. */
function changed(before: readonly Condition[], now: string, after: Condition): Condition {
  const old = before.find(({ type }) => type === after.type);
  if (old && old.status === after.status && old.reason === after.reason && old.message === after.message)
    return old;
  const same = old?.status === after.status;
  const { type, status, reason, message } = after;
  const lastTransitionTime = (same ? old.lastTransitionTime : undefined) ?? now;
  return {
    type,
    status,
    lastUpdateTime: now,
    lastTransitionTime,
    reason: reason ?? '',
    message: message ?? '',
  };
}

function progress(
  context: ControllerContext,
  deployment: ClusterObject,
  set: ClusterObject | undefined,
  counts: Counts,
  before: readonly Condition[],
): Condition | undefined {
  const { world } = context;
  const now = timeOf(world);
  const old = before.find(({ type }) => type === 'Progressing');
  const { replicas = 1, progressDeadlineSeconds = 600, paused } = specOf(deployment);
  const say = (status: string, reason: string, message: string) =>
    changed(before, now, { type: 'Progressing', status, reason, message });
  if (paused)
    return old?.reason === 'ProgressDeadlineExceeded'
      ? old
      : say('Unknown', 'DeploymentPaused', 'Deployment is paused');
  if (!set) return old;
  const { name } = set.metadata;
  const { updatedReplicas, availableReplicas } = counts;
  const isDone =
    updatedReplicas === replicas && counts.replicas === replicas && availableReplicas === replicas;
  if (isDone)
    return say('True', 'NewReplicaSetAvailable', `ReplicaSet "${name}" has successfully progressed.`);
  const isNew = !context.since.has(`rollout ${set.metadata.uid} ${deployment.metadata.generation}`);
  const key = `rollout ${set.metadata.uid} ${deployment.metadata.generation}`;
  if (isNew || hasMoved(deployment, counts)) {
    context.since.set(key, world.now());
    context.wake(world.now() + context.seconds(progressDeadlineSeconds + 1));
    // A rollout that was complete and only changed its number has not begun another.
    if (old?.reason === 'NewReplicaSetAvailable' && old.message?.includes(`"${name}"`)) return old;
    const isCreated = isNew && updatedReplicas === 0;
    const moved = isCreated
      ? say('True', 'NewReplicaSetCreated', `Created new replica set "${name}"`)
      : say('True', 'ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`);
    return { ...moved, lastUpdateTime: now };
  }
  const since = context.since.get(key) ?? world.now();
  const deadline = since + context.seconds(progressDeadlineSeconds + 1);
  const isLate = world.now() >= deadline;
  if (!isLate) context.wake(deadline);
  if (!isLate || old?.reason === 'NewReplicaSetAvailable') return old;
  return say('False', 'ProgressDeadlineExceeded', `ReplicaSet "${name}" has timed out progressing.`);
}

/** Whether there is more of the new, or less of the old, than the status says. */
function hasMoved({ status }: ClusterObject, counts: Counts): boolean {
  const before = (status ?? {}) as Partial<Counts>;
  const old = (one: Partial<Counts>) => (one.replicas ?? 0) - (one.updatedReplicas ?? 0);
  return (
    counts.updatedReplicas > (before.updatedReplicas ?? 0) ||
    old(counts) < old(before) ||
    counts.readyReplicas > (before.readyReplicas ?? 0) ||
    counts.availableReplicas > (before.availableReplicas ?? 0)
  );
}
