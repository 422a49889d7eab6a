import type { ClusterObject } from '../cluster-object.ts';
import { takeObject } from '../writes/commit-write.ts';
import {
  type ControllerContext,
  controllerOf,
  kindNamed,
  objectsIn,
  touchedOn,
  writeAs,
} from './controller-context.ts';
import { newReplicaSet, revisionOf, templateHolder } from './deployment-revisions.ts';
import { bounds, setsOf, specOf } from './deployment-spec.ts';
import { deploymentStatus } from './deployment-status.ts';
import { recordEvent } from './record-event.ts';

/** Rolls each Deployment out: a ReplicaSet for its template, up with the new one and down with the old. */
export function deployments(context: ControllerContext): void {
  for (const deployment of touchedOn(context.world, 'apps/deployments')) {
    if (!deployment.metadata.deletionTimestamp) reconcile(context, deployment);
  }
}

const replicasOf = (set: ClusterObject): number => (set.spec as { replicas?: number }).replicas ?? 0;

const availableOf = (set: ClusterObject): number =>
  (set.status as { availableReplicas?: number } | undefined)?.availableReplicas ?? 0;

function reconcile(context: ControllerContext, given: ClusterObject): void {
  const { paused } = specOf(given);
  const { deployment, set } = paused
    ? { deployment: given, set: templateHolder(setsOf(context, given), given) }
    : newReplicaSet(context, given);
  const others = () =>
    setsOf(context, deployment).filter(({ metadata }) => metadata.uid !== set?.metadata.uid);
  if (set) {
    const { strategy } = specOf(deployment);
    if (strategy?.type === 'Recreate') recreate(context, deployment, set, others());
    else roll(context, deployment, set, others());
  }
  deploymentStatus(context, deployment, set);
  if (!paused) forget(context, deployment, others());
}

function roll(
  context: ControllerContext,
  deployment: ClusterObject,
  set: ClusterObject,
  old: readonly ClusterObject[],
): void {
  const { replicas = 1, paused } = specOf(deployment);
  const { surge, unavailable } = bounds(deployment);
  const ours = replicasOf(set);
  const total = ours + old.reduce((sum, one) => sum + replicasOf(one), 0);
  if (ours > replicas) {
    scale(context, deployment, set, replicas);
    return;
  }
  const room = replicas + surge - total;
  if (ours < replicas && room > 0) {
    scale(context, deployment, set, ours + Math.min(room, replicas - ours));
    return;
  }
  if (paused) return;
  const available = availableOf(set) + old.reduce((sum, one) => sum + availableOf(one), 0);
  const fewest = replicas - unavailable;
  let spare = total - fewest - (ours - availableOf(set));
  // Pods of the old ones that serve nobody go first, then those that can be done without.
  for (const one of old) {
    const idle = Math.min(spare, Math.max(0, replicasOf(one) - availableOf(one)));
    if (idle <= 0) continue;
    scale(context, deployment, one, replicasOf(one) - idle);
    spare -= idle;
  }
  let more = Math.min(spare, available - fewest);
  for (const one of setsOf(context, deployment)) {
    const down = Math.min(more, replicasOf(one));
    if (one.metadata.uid === set.metadata.uid || down <= 0) continue;
    scale(context, deployment, one, replicasOf(one) - down);
    more -= down;
  }
}

function recreate(
  context: ControllerContext,
  deployment: ClusterObject,
  set: ClusterObject,
  old: readonly ClusterObject[],
): void {
  for (const one of old) if (replicasOf(one) > 0) scale(context, deployment, one, 0);
  const ids = new Set(old.map(({ metadata }) => metadata.uid));
  const left = objectsIn(context.world, '/pods', deployment.metadata.namespace).some((pod) =>
    ids.has(controllerOf(pod)),
  );
  if (!left) scale(context, deployment, set, specOf(deployment).replicas ?? 1);
}

function scale(context: ControllerContext, deployment: ClusterObject, set: ClusterObject, to: number): void {
  const from = replicasOf(set);
  if (from === to) return;
  const { replicas = 1 } = specOf(deployment);
  const annotations = {
    ...set.metadata.annotations,
    'deployment.kubernetes.io/desired-replicas': String(replicas),
    'deployment.kubernetes.io/max-replicas': String(replicas + bounds(deployment).surge),
  };
  const spec = { ...(set.spec as object), replicas: to };
  writeAs(context, set, { ...set, metadata: { ...set.metadata, annotations }, spec });
  const message = `Scaled ${to > from ? 'up' : 'down'} replica set ${set.metadata.name} from ${from} to ${to}`;
  recordEvent(context, deployment, {
    reason: 'ScalingReplicaSet',
    message,
    component: 'deployment-controller',
  });
}

/** Old ReplicaSets beyond the history are deleted, the oldest first. */
function forget(
  { world }: ControllerContext,
  deployment: ClusterObject,
  old: readonly ClusterObject[],
): void {
  const { revisionHistoryLimit = 10 } = specOf(deployment);
  const empty = old
    .filter((set) => replicasOf(set) === 0 && !(set.status as { replicas?: number } | undefined)?.replicas)
    .toSorted((one, other) => revisionOf(one) - revisionOf(other));
  for (const set of empty.slice(0, Math.max(0, empty.length - revisionHistoryLimit))) {
    takeObject(world, kindNamed(world, 'apps/v1', 'ReplicaSet'), set);
  }
}
