import type { ViewKind } from '../../cluster/cluster-view.ts';
import { isReady } from '../../cluster/conditions.ts';
import { refWords } from '../../cluster/object-ref.ts';
import { isMeant } from '../../cluster/runs.ts';
import type { ViewObject } from '../../cluster/view-object.ts';
import type { DaemonSet, Deployment, PodTemplate, StatefulSet } from '../../cluster/workload.ts';
import type { Json } from '../../json.ts';
import type { Refused } from '../../result.ts';
import { rawAt, rawText } from '../raw-object.ts';
import { because, type Scene } from '../scene.ts';
import type { Warning } from '../warning.ts';
import { named } from './counted.ts';
import { mutableTagWarnings } from './mutable-tags.ts';
import { nodesFailingWarnings } from './nodes-failing.ts';
import { roomWarnings } from './room.ts';
import { servicesLeft, serviceWarnings } from './services-left.ts';
import { unseenWarnings } from './unseen.ts';
import { volumeWarnings } from './volumes.ts';
import { deadWebhookRefusal, lastAnswererRefusal, maybeDeadWebhookWarnings } from './webhooks.ts';

/** Workloads that replace their pods when their template changes. */
export type RolloutTarget = Deployment | StatefulSet | DaemonSet;

/** Their kinds, for the actions on them. */
export const ROLLOUT_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

/** What a change of a template is judged by. */
export const ROLLOUT_READS = [
  'pods',
  'nodes',
  'namespaces',
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'controllerrevisions',
  'services',
  'endpointslices',
  'webhookconfigurations',
] as const satisfies readonly ViewKind[];

/** The object as something that rolls out; null: it is none. */
export function rolloutTarget(object: ViewObject): RolloutTarget | null {
  return object.kind === 'Deployment' || object.kind === 'StatefulSet' || object.kind === 'DaemonSet'
    ? object
    : null;
}

/** How many pods a workload is meant to have. */
export function wantedPods(target: RolloutTarget): number {
  return target.kind === 'DaemonSet' ? target.desired : target.replicas;
}

/** True while pods of an older template are still being replaced. */
export function isRollingOut(target: RolloutTarget): boolean {
  if (target.observedGeneration < target.generation) return true;
  if (target.kind === 'DaemonSet') return target.updated < target.desired;
  if (target.kind === 'StatefulSet') {
    return target.updateRevision !== target.currentRevision && target.updatedReplicas < target.replicas;
  }
  return target.updatedReplicas < target.replicas || target.currentReplicas > target.updatedReplicas;
}

/** Why a template may not be changed now. `evenUnderWay`: also while an earlier rollout stands still, to get out of it. */
export function rolloutRefusal(
  target: RolloutTarget,
  scene: Scene,
  { evenUnderWay }: { readonly evenUnderWay: boolean },
): Refused | null {
  const what = refWords(target);
  if (target.deletionAt !== null) return because(`${what} is being deleted.`);
  if (target.kind === 'Deployment' && target.paused) {
    return because(
      `The rollout of ${what} is paused, so nothing would happen until it is resumed. Resume it first.`,
    );
  }
  if (target.kind !== 'Deployment' && target.updateStrategy === 'OnDelete') {
    return because(
      `${what} replaces its pods only when they are deleted (update strategy OnDelete). Delete them one by one.`,
    );
  }
  const partition = rawAt(scene.raw, ['spec', 'updateStrategy', 'rollingUpdate', 'partition']);
  // It counts from the first ordinal. Source: kubernetes, pkg/controller/statefulset/stateful_set_control.go.
  if (target.kind === 'StatefulSet' && typeof partition === 'number' && partition > 0) {
    return because(
      `${what} replaces only its pods from ordinal ${target.firstOrdinal + partition} on (partition ${partition}), so others would stay as they are. Set the partition to 0 first.`,
    );
  }
  if (!evenUnderWay && wantedPods(target) === 0)
    return because(`${what} wants no pods, so there is nothing to roll out. Scale it up first.`);
  if (!evenUnderWay && isRollingOut(target)) {
    return because(`A rollout of ${what} is in progress. Wait until it is done, or undo it.`);
  }
  return (
    deadWebhookRefusal(scene, newPods(target)) ??
    lastAnswererRefusal(scene, podsOf(target, scene), awayAtOnce(target, scene.raw))
  );
}

/** What a rollout could break. `template`: the one that new pods will have. */
export function rolloutWarnings(
  target: RolloutTarget,
  scene: Scene,
  template: PodTemplate,
): readonly Warning[] {
  const pods = podsOf(target, scene);
  const atOnce = awayAtOnce(target, scene.raw);
  const templates = target.kind === 'StatefulSet' ? target.claimTemplates : [];
  return [
    ...mutableTagWarnings(template.spec, pods),
    ...serviceWarnings(servicesLeft(pods, scene.lookup, atOnce)),
    ...volumeWarnings(template.spec, templates),
    // Old pods stay until new ones are ready, so there has to be room beside them.
    ...(atOnce === 0 ? roomWarnings(template.spec, 1, scene) : []),
    ...brokenInOrder(target, scene),
    ...nodesFailingWarnings(scene.view),
    ...maybeDeadWebhookWarnings(scene, newPods(target)),
    ...unseenWarnings(scene.view, ROLLOUT_READS, target.namespace),
  ];
}

/**
 * A StatefulSet that goes in order waits for each pod to be ready, also for one whose new template is the way out: such a
 * pod has to be deleted by hand
 * (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback).
 */
function brokenInOrder(target: RolloutTarget, { lookup }: Scene): readonly Warning[] {
  if (target.kind !== 'StatefulSet' || target.podManagement !== 'OrderedReady') return [];
  const broken = lookup.podsOf(target).filter((pod) => isMeant(pod) && !isReady(pod));
  if (broken.length === 0) return [];
  const names = named(broken.map(({ name }) => name));
  const sentence = `A StatefulSet waits until each pod is ready, and ${names} is not: it may stand still there until somebody deletes that pod.`;
  return [{ id: 'broken-in-order', level: 'must-acknowledge', sentence, measure: broken.length }];
}

/** `3 pods are replaced, at most 1 at a time.` */
export function replacedWords(target: RolloutTarget, raw: Json): string {
  const count = wantedPods(target);
  const atOnce = awayAtOnce(target, raw);
  const pods = `${count} ${count === 1 ? 'pod is' : 'pods are'} replaced`;
  if (atOnce === 0) return `${pods}; each stays until a new one is ready`;
  if (count === 1) return `${pods}; the old one goes first`;
  return atOnce >= count ? `${pods}, all at once` : `${pods}, at most ${atOnce} at a time`;
}

/**
 * How many pods a rollout takes away before new ones are ready: maxUnavailable of the strategy, with Kubernetes' own
 * defaults and roundings (down for a Deployment, up for a DaemonSet)
 * (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment).
 */
function awayAtOnce(target: RolloutTarget, raw: Json): number {
  const count = wantedPods(target);
  if (target.kind === 'Deployment') {
    if (rawText(raw, 'spec', 'strategy', 'type') === 'Recreate' || target.strategy === 'Recreate')
      return count;
    const of = (field: string) => rawAt(raw, ['spec', 'strategy', 'rollingUpdate', field]) ?? '25%';
    const away = share(of('maxUnavailable'), count, Math.floor);
    return away === 0 && share(of('maxSurge'), count, Math.ceil) === 0 ? 1 : Math.min(away, count);
  }
  const limit = rawAt(raw, ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable']) ?? 1;
  return Math.min(count, Math.max(target.kind === 'StatefulSet' ? 1 : 0, share(limit, count, Math.ceil)));
}

function share(value: Json, count: number, round: (value: number) => number): number {
  if (typeof value === 'number') return value;
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? 1 : round((Number(percent) * count) / 100);
}

function podsOf(target: RolloutTarget, { lookup }: Scene) {
  return lookup.podsOf(target).filter((pod) => isMeant(pod) && isReady(pod));
}

function newPods({ namespace, template }: RolloutTarget) {
  return { namespace, labels: template.labels };
}
