import type { ClusterObject } from '../cluster-object.ts';
import { selects } from '../selectors/selects.ts';
import { isReady } from '../store/pod-readiness.ts';
import { timeOf } from '../writes/commit-write.ts';
import { type ControllerContext, touchedOn, writeStatus } from './controller-context.ts';
import { endPod, isActive, isAvailable, makePod, podsOf, statusOfPod } from './owned-pods.ts';
import { podOf, templateOf } from './pod-template.ts';

const COMPONENT = 'replicaset-controller';
const COST = 'controller.kubernetes.io/pod-deletion-cost';

type Condition = {
  type: string;
  status: string;
  reason: string;
  message: string;
  lastTransitionTime: string;
};

/** Brings each ReplicaSet's pods to their number, and its status to what they are. */
export function replicaSets(context: ControllerContext): void {
  for (const set of touchedOn(context.world, 'apps/replicasets')) {
    if (!set.metadata.deletionTimestamp) reconcile(context, set);
  }
}

function reconcile(context: ControllerContext, set: ClusterObject): void {
  const { replicas = 1 } = set.spec as { replicas?: number };
  const pods = podsOf(context, set).filter(isActive);
  let refused: string | undefined;
  if (pods.length < replicas && !context.failed.has(set.metadata.uid ?? '')) {
    for (let count = pods.length; count < replicas && refused === undefined; count += 1) {
      const pod = podOf(set, templateOf(set), { generateName: `${set.metadata.name}-` });
      refused = makePod(context, set, pod, COMPONENT).refused;
    }
  }
  const surplus = pods.toSorted(firstToGo).slice(0, Math.max(0, pods.length - replicas));
  for (const pod of surplus) endPod(context, set, pod, COMPONENT);
  report(context, set, refused);
}

/** Who goes first: what runs nowhere, is pending, is not Ready, costs less, is younger. */
function firstToGo(one: ClusterObject, other: ClusterObject): number {
  const ranks = (pod: ClusterObject) => [
    (pod.spec as { nodeName?: string }).nodeName ? 1 : 0,
    statusOfPod(pod).phase === 'Running' ? 1 : 0,
    isReady(pod) ? 1 : 0,
    Number(pod.metadata.annotations?.[COST] ?? 0),
    -Date.parse(pod.metadata.creationTimestamp ?? ''),
  ];
  const others = ranks(other);
  return (
    ranks(one)
      .map((rank, at) => rank - (others[at] ?? 0))
      .find((difference) => difference !== 0) ?? 0
  );
}

function report(context: ControllerContext, set: ClusterObject, refused: string | undefined): void {
  const { template, minReadySeconds } = set.spec as {
    template?: { metadata?: { labels?: Record<string, string> } };
    minReadySeconds?: number;
  };
  const pods = podsOf(context, set).filter(isActive);
  const wanted = { matchLabels: template?.metadata?.labels ?? {} };
  const conditions = failureConditions(context, set, refused, pods.length);
  const current = context.world.store.get(
    'apps/replicasets',
    `${set.metadata.namespace}/${set.metadata.name}`,
  );
  if (!current) return;
  writeStatus(
    context,
    current.object,
    {
      replicas: pods.length,
      fullyLabeledReplicas: pods.filter((pod) => selects(wanted, pod.metadata.labels)).length,
      readyReplicas: pods.filter(isReady).length,
      availableReplicas: pods.filter((pod) => isAvailable(context, pod, minReadySeconds)).length,
      observedGeneration: set.metadata.generation ?? 1,
      conditions,
    },
    ['replicas'],
  );
}

function failureConditions(
  { world }: ControllerContext,
  { status, spec }: ClusterObject,
  refused: string | undefined,
  count: number,
): Condition[] | undefined {
  const { conditions = [] } = (status ?? {}) as { conditions?: Condition[] };
  const known = conditions.find(({ type }) => type === 'ReplicaFailure');
  const isDone = count >= ((spec as { replicas?: number }).replicas ?? 1);
  if (refused === undefined) return known && !isDone ? [known] : undefined;
  if (known) return [{ ...known, message: refused }];
  const lastTransitionTime = timeOf(world);
  return [
    { type: 'ReplicaFailure', status: 'True', lastTransitionTime, reason: 'FailedCreate', message: refused },
  ];
}
