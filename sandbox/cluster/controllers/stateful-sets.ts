import type { ClusterObject } from '../cluster-object.ts';
import { isReady } from '../store/pod-readiness.ts';
import { type ControllerContext, touchedOn, writeStatus } from './controller-context.ts';
import { knownRevision, REVISION_LABEL, revisionFor } from './controller-revisions.ts';
import { endPod, isAvailable, makePod, podsOf, statusOfPod } from './owned-pods.ts';
import { podOf, templateOf } from './pod-template.ts';

const COMPONENT = 'statefulset-controller';

type Spec = {
  replicas?: number;
  podManagementPolicy?: string;
  minReadySeconds?: number;
  updateStrategy?: { type?: string; rollingUpdate?: { partition?: number } };
};

/** Brings the pods of each StatefulSet up in order, down in the opposite one, and to its newest template. */
export function statefulSets(context: ControllerContext): void {
  for (const set of touchedOn(context.world, 'apps/statefulsets')) {
    if (!set.metadata.deletionTimestamp) reconcile(context, set);
  }
}

const ordinalOf = ({ metadata }: ClusterObject): number => Number(/-(\d+)$/.exec(metadata.name)?.[1] ?? -1);

function reconcile(context: ControllerContext, set: ClusterObject): void {
  const revision = revisionFor(context, set, knownRevision(set));
  const hash = String(revision.metadata.labels?.[REVISION_LABEL]);
  step(context, set, hash);
  report(context, set, revision.metadata.name, hash);
}

/** One thing at a time, unless the pods may be managed in parallel. */
function step(context: ControllerContext, set: ClusterObject, hash: string): void {
  const { replicas = 1, podManagementPolicy } = set.spec as Spec;
  const isParallel = podManagementPolicy === 'Parallel';
  const pods = new Map(podsOf(context, set).map((pod) => [ordinalOf(pod), pod]));
  for (let ordinal = 0; ordinal < replicas; ordinal += 1) {
    const pod = pods.get(ordinal);
    if (!pod && !context.failed.has(set.metadata.uid ?? '')) {
      makePod(context, set, podAt(set, ordinal, hash), COMPONENT);
      if (!isParallel) return;
    } else if (!isParallel && !(pod && isSteady(pod))) return;
  }
  const surplus = [...pods]
    .filter(([ordinal]) => ordinal >= replicas)
    .toSorted(([one], [other]) => other - one);
  for (const [, pod] of surplus) {
    if (!pod.metadata.deletionTimestamp) endPod(context, set, pod, COMPONENT);
    if (!isParallel) return;
  }
  update(context, set, pods, hash);
}

/** Replaces the highest pod of another template, once all above it are back. */
function update(
  context: ControllerContext,
  set: ClusterObject,
  pods: ReadonlyMap<number, ClusterObject>,
  hash: string,
): void {
  const { replicas = 1, updateStrategy } = set.spec as Spec;
  if (updateStrategy?.type === 'OnDelete') return;
  for (let ordinal = replicas - 1; ordinal >= (updateStrategy?.rollingUpdate?.partition ?? 0); ordinal -= 1) {
    const pod = pods.get(ordinal);
    if (!pod || pod.metadata.deletionTimestamp) return;
    if (pod.metadata.labels?.[REVISION_LABEL] !== hash) {
      endPod(context, set, pod, COMPONENT);
      return;
    }
    if (!isSteady(pod)) return;
  }
}

const isSteady = (pod: ClusterObject): boolean => isReady(pod) && !pod.metadata.deletionTimestamp;

function podAt(set: ClusterObject, ordinal: number, hash: string): ClusterObject {
  const name = `${set.metadata.name}-${ordinal}`;
  return podOf(
    set,
    templateOf(set),
    { name },
    {
      'apps.kubernetes.io/pod-index': String(ordinal),
      [REVISION_LABEL]: hash,
      'statefulset.kubernetes.io/pod-name': name,
    },
  );
}

function report(context: ControllerContext, set: ClusterObject, revision: string, hash: string): void {
  const { replicas = 1, minReadySeconds } = set.spec as Spec;
  const before = (set.status ?? {}) as { currentRevision?: string; collisionCount?: number };
  const pods = podsOf(context, set).filter((pod) => statusOfPod(pod).phase !== 'Failed');
  const updated = pods.filter(({ metadata }) => metadata.labels?.[REVISION_LABEL] === hash).length;
  const ready = pods.filter(isReady).length;
  const isDone = updated === replicas && ready === replicas;
  const current = isDone ? revision : (before.currentRevision ?? revision);
  writeStatus(
    context,
    set,
    {
      observedGeneration: set.metadata.generation ?? 1,
      replicas: pods.length,
      readyReplicas: ready,
      currentReplicas: current === revision ? updated : pods.length - updated,
      updatedReplicas: updated,
      currentRevision: current,
      updateRevision: revision,
      collisionCount: before.collisionCount ?? 0,
      availableReplicas: pods.filter((pod) => isAvailable(context, pod, minReadySeconds)).length,
    },
    ['replicas', 'collisionCount', 'availableReplicas'],
  );
}
