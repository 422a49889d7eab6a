import type { ClusterObject } from '../cluster-object.ts';
import { isMap } from '../patches/json-value.ts';
import { isReady } from '../store/pod-readiness.ts';
import { withPodDefaults } from '../writes/pod-defaults.ts';
import { type ControllerContext, objectsIn, touchedOn, writeStatus } from './controller-context.ts';
import { REVISION_LABEL, revisionFor } from './controller-revisions.ts';
import { misfit } from './node-fit.ts';
import { endPod, isActive, isAvailable, makePod, podsOf } from './owned-pods.ts';
import { podOf, templateOf } from './pod-template.ts';

const COMPONENT = 'daemonset-controller';
const TOLERATED = [
  'not-ready',
  'unreachable',
  'disk-pressure',
  'memory-pressure',
  'pid-pressure',
  'unschedulable',
];

type Spec = {
  minReadySeconds?: number;
  updateStrategy?: { type?: string; rollingUpdate?: { maxUnavailable?: number } };
};

/** Keeps one pod of each DaemonSet on every node that takes it. */
export function daemonSets(context: ControllerContext): void {
  for (const set of touchedOn(context.world, 'apps/daemonsets')) {
    if (!set.metadata.deletionTimestamp) reconcile(context, set);
  }
}

const nodeOf = ({ spec }: ClusterObject): string => (spec as { nodeName?: string }).nodeName ?? '';

function reconcile(context: ControllerContext, set: ClusterObject): void {
  const pods = podsOf(context, set);
  const hash = String(revisionFor(context, set, knownName(set, pods)).metadata.labels?.[REVISION_LABEL]);
  const nodes = objectsIn(context.world, '/nodes').filter((node) => !misfit(podFor(set, '', hash), node, []));
  const names = nodes.map(({ metadata }) => metadata.name);
  for (const name of names) {
    if (pods.some((pod) => nodeOf(pod) === name) || context.failed.has(set.metadata.uid ?? '')) continue;
    makePod(context, set, podFor(set, name, hash), COMPONENT);
  }
  for (const pod of pods) {
    if (isActive(pod) && !names.includes(nodeOf(pod))) endPod(context, set, pod, COMPONENT);
  }
  update(context, set, hash);
  report(context, set, names, hash);
}

/** The name of the revision that the pods name, if the set was not changed since its status was written. */
function knownName({ metadata, status }: ClusterObject, pods: readonly ClusterObject[]): string | undefined {
  const { observedGeneration } = (status ?? {}) as { observedGeneration?: number };
  const hash = pods.find(isActive)?.metadata.labels?.[REVISION_LABEL];
  return hash && observedGeneration === metadata.generation ? `${metadata.name}-${hash}` : undefined;
}

/** Replaces as many pods of an older template at a time as may be missing. */
function update(context: ControllerContext, set: ClusterObject, hash: string): void {
  const { updateStrategy } = set.spec as Spec;
  if (updateStrategy?.type === 'OnDelete') return;
  const pods = podsOf(context, set);
  const old = pods.filter((pod) => isActive(pod) && pod.metadata.labels?.[REVISION_LABEL] !== hash);
  const missing = pods.filter((pod) => !isReady(pod) || !isActive(pod)).length;
  const spare = Number(updateStrategy?.rollingUpdate?.maxUnavailable ?? 1) - missing;
  for (const pod of old.slice(0, Math.max(0, spare))) endPod(context, set, pod, COMPONENT);
}

function podFor(set: ClusterObject, node: string, hash: string): ClusterObject {
  const pod = podOf(
    set,
    templateOf(set),
    { generateName: `${set.metadata.name}-` },
    { [REVISION_LABEL]: hash },
  );
  const spec = isMap(pod.spec) ? pod.spec : {};
  const own = TOLERATED.map((what) => ({
    key: `node.kubernetes.io/${what}`,
    operator: 'Exists',
    effect: /not-ready|unreachable/.test(what) ? 'NoExecute' : 'NoSchedule',
  }));
  const tolerations = [...(Array.isArray(spec.tolerations) ? spec.tolerations : []), ...own];
  return { ...pod, spec: withPodDefaults({ ...spec, tolerations, ...(node ? { nodeName: node } : {}) }) };
}

function report(
  context: ControllerContext,
  set: ClusterObject,
  names: readonly string[],
  hash: string,
): void {
  const { minReadySeconds } = set.spec as Spec;
  const pods = podsOf(context, set).filter((pod) => names.includes(nodeOf(pod)));
  const count = (test: (pod: ClusterObject) => boolean) =>
    new Set(pods.filter((pod) => isActive(pod) && test(pod)).map(nodeOf)).size;
  const available = count((pod) => isAvailable(context, pod, minReadySeconds));
  writeStatus(
    context,
    set,
    {
      currentNumberScheduled: count(() => true),
      numberMisscheduled: 0,
      desiredNumberScheduled: names.length,
      numberReady: count(isReady),
      observedGeneration: set.metadata.generation ?? 1,
      updatedNumberScheduled: count(({ metadata }) => metadata.labels?.[REVISION_LABEL] === hash),
      numberAvailable: available,
      numberUnavailable: names.length - available,
    },
    ['currentNumberScheduled', 'numberMisscheduled', 'desiredNumberScheduled', 'numberReady'],
  );
}
