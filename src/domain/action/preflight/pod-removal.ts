import type { ViewKind } from '../../cluster/cluster-view.ts';
import { isReady } from '../../cluster/conditions.ts';
import { refWords } from '../../cluster/object-ref.ts';
import type { Pod } from '../../cluster/pod.ts';
import { isMeant } from '../../cluster/runs.ts';
import type { Refused } from '../../result.ts';
import type { Scene, Surroundings } from '../scene.ts';
import type { Warning } from '../warning.ts';
import { mutableTagWarnings } from './mutable-tags.ts';
import { nodesFailingWarnings } from './nodes-failing.ts';
import { podOwnerRefusal, podOwnerWarnings } from './pod-owner.ts';
import { podPlaceWarnings } from './pod-place.ts';
import { servicesLeft, serviceWarnings } from './services-left.ts';
import { unseenWarnings } from './unseen.ts';
import { volumeWarnings } from './volumes.ts';
import { deadWebhookRefusal, lastAnswererRefusal, maybeDeadWebhookWarnings } from './webhooks.ts';

/** What taking a pod away is judged by. */
export const REMOVAL_READS = [
  'pods',
  'nodes',
  'namespaces',
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'jobs',
  'services',
  'endpointslices',
  'poddisruptionbudgets',
  'webhookconfigurations',
] as const satisfies readonly ViewKind[];

/** Why a pod may not be taken away: nothing would make a new one, or nothing could. */
export function removalRefusal(pod: Pod, scene: Surroundings): Refused | null {
  return (
    podOwnerRefusal(pod, scene) ??
    deadWebhookRefusal(scene, { namespace: pod.namespace, labels: pod.labels }) ??
    lastAnswererRefusal(scene, [pod])
  );
}

/** What could break when a pod goes and a new one comes. */
export function removalWarnings(
  pod: Pod,
  scene: Scene,
  reads: readonly ViewKind[] = REMOVAL_READS,
): readonly Warning[] {
  return [
    ...mutableTagWarnings(pod.spec, siblingsOf(pod, scene)),
    ...serviceWarnings(servicesLeft([pod], scene.lookup)),
    ...volumeWarnings(pod.spec),
    ...podOwnerWarnings(pod, scene),
    ...podPlaceWarnings(pod, scene),
    ...nodesFailingWarnings(scene.view),
    ...maybeDeadWebhookWarnings(scene, { namespace: pod.namespace, labels: pod.labels }),
    ...unseenWarnings(scene.view, reads, pod.namespace),
  ];
}

/** The pods of the same controller, this one among them. */
function siblingsOf(pod: Pod, { view }: Scene): readonly Pod[] {
  return pod.owner === null
    ? [pod]
    : view.pods.filter((each) => each.owner?.uid === pod.owner?.uid && isMeant(each));
}

/** `ReplicaSet shop/checkout-7d9f makes a new one; 2 of its other 2 pods are ready.` */
export function replacementWords(pod: Pod, scene: Scene): string {
  const owner = pod.owner === null ? 'Nothing' : refWords({ ...pod.owner, namespace: pod.namespace });
  const others = siblingsOf(pod, scene).filter(({ uid }) => uid !== pod.uid);
  const ready = others.filter(isReady).length;
  return `${owner} makes a new one; ${ready} of its other ${others.length} ${others.length === 1 ? 'pod is' : 'pods are'} ready.`;
}
