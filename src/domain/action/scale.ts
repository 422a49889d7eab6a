import { isReady } from '../cluster/conditions.ts';
import { createLookup } from '../cluster/lookup.ts';
import { refWords } from '../cluster/object-ref.ts';
import { isMeant } from '../cluster/runs.ts';
import type { HorizontalPodAutoscaler } from '../cluster/small-kinds.ts';
import type { ViewObject } from '../cluster/view-object.ts';
import type { Deployment, StatefulSet } from '../cluster/workload.ts';
import type { JsonObject } from '../json.ts';
import { ok, type Refused } from '../result.ts';
import type { Action, ActionSituation, Verification } from './action.ts';
import { objectPath } from './object-path.ts';
import { patchRequest } from './patch-request.ts';
import { keeperWarnings } from './preflight/keepers.ts';
import { mutableTagWarnings } from './preflight/mutable-tags.ts';
import { nodesFailingWarnings } from './preflight/nodes-failing.ts';
import { protectionOf } from './preflight/protection.ts';
import { ROLLOUT_READS } from './preflight/rollout.ts';
import { roomRefusal, roomWarnings } from './preflight/room.ts';
import { servicesLeft, serviceWarnings } from './preflight/services-left.ts';
import { unseenWarnings } from './preflight/unseen.ts';
import { deadWebhookRefusal, lastAnswererRefusal, maybeDeadWebhookWarnings } from './preflight/webhooks.ts';
import { rawMap, rawNumber, rawText, without } from './raw-object.ts';
import { because, createScene, mistyped, type Scene } from './scene.ts';
import { settlePatch } from './settle.ts';
import type { Warning } from './warning.ts';

const KINDS = ['Deployment', 'StatefulSet'] as const;
const READS = [...ROLLOUT_READS, 'horizontalpodautoscalers'] as const;
const FIELD = ['spec', 'replicas'];

/** More is a slip of the finger, or a change for the configuration. */
const MOST = 1_000;

type Scalable = Deployment | StatefulSet;

/** Changes how many pods a workload has, by its scale subresource. That has no place for a note of ours. */
export const scale: Action = {
  name: 'scale',
  title: 'Scale',
  kinds: KINDS,
  parameters: { replicas: { required: true, meaning: 'How many pods there shall be.' } },
  reads: READS,
  readsRevisions: false,
  plan,
  verified,
  settle: (before, { raw }) =>
    settlePatch(before, raw, (now) => rawNumber(now, ...FIELD) === wantedOf(before), FIELD),
};

function plan(situation: ActionSituation): ReturnType<Action['plan']> {
  const scene = createScene(situation);
  const target = scalable(situation.object);
  if (target === null) return mistyped(`${refWords(situation.object)} can’t be scaled.`, KINDS);
  const wanted = wantedOf(situation);
  if (wanted === null) return mistyped(`Say how many pods: a whole number from 0 to ${MOST}.`);
  const old = rawNumber(situation.raw, ...FIELD) ?? 1;
  const refused = refusal(target, scene, old, wanted);
  if (refused) return refused;
  return ok({
    request: patchRequest(
      { ...situation, raw: asScale(situation.raw) },
      objectPath(target, 'scale'),
      [{ path: FIELD, value: wanted }],
      {
        notes: false,
      },
    ),
    sentence:
      wanted > old
        ? `${wanted - old} more pods are made.`
        : `${old - wanted} pods are taken away. Kubernetes chooses which.`,
    before: `${old} replicas, ${target.readyReplicas} ready`,
    after: `${wanted} replicas`,
    touches: ['/spec/replicas'],
    warnings: warnings(target, scene, old, wanted),
    protects: protection(target, scene, wanted),
    verify: `${wanted} pods are there and ready.`,
    undo: `Scale it back to ${old}.`,
    undoWith: { action: 'scale', parameters: { replicas: old } },
    pinned: situation.parameters,
  });
}

function refusal(target: Scalable, scene: Scene, old: number, wanted: number): Refused | null {
  const what = refWords(target);
  if (target.deletionAt !== null) return because(`${what} is being deleted.`);
  if (wanted === old) return because(`${what} has ${old} replicas already.`);
  const whenScaled = rawText(scene.raw, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenScaled');
  if (target.kind === 'StatefulSet' && wanted < old && whenScaled === 'Delete') {
    return because(
      `${what} deletes the volumes of pods that are scaled away (whenScaled: Delete). That can’t be undone, so it is not offered.`,
    );
  }
  if (wanted < old) {
    return (
      autoscaled(target, scene, old) ?? lastAnswererRefusal(scene, readyPods(target, scene), old - wanted)
    );
  }
  const { namespace, template } = target;
  // What no change of any limit would help comes first.
  return (
    deadWebhookRefusal(scene, { namespace, labels: template.labels }) ??
    roomRefusal(template.spec, wanted - old, scene) ??
    autoscaled(target, scene, old)
  );
}

function autoscalerOf(target: Scalable, { view }: Scene): HorizontalPodAutoscaler | null {
  const found = view.horizontalpodautoscalers.find(
    ({ namespace, target: of }) =>
      namespace === target.namespace && of.kind === target.kind && of.name === target.name,
  );
  return found ?? null;
}

/** It stands still while its target is at zero, and then it may be the one who is waited for. */
function asleepWarnings(target: Scalable, scene: Scene): readonly Warning[] {
  const hpa = autoscalerOf(target, scene);
  if (hpa === null) return [];
  const keda = hpa.labels['scaledobject.keda.sh/name'];
  const sentence =
    keda === undefined
      ? `HorizontalPodAutoscaler ${hpa.name} (${hpa.min} to ${hpa.max}) wakes up with the first pod and may change the number at once.`
      : `KEDA ScaledObject ${keda} keeps it at zero while there is nothing to do, and may put it back there.`;
  return [{ id: 'autoscaler-asleep', level: 'must-acknowledge', sentence, measure: 1 }];
}

function autoscaled(target: Scalable, scene: Scene, old: number): Refused | null {
  const hpa = autoscalerOf(target, scene);
  // An autoscaler stands still while its target is at zero, and at zero it would never start by itself.
  if (hpa && old > 0) {
    return because(
      `HorizontalPodAutoscaler ${hpa.name} scales ${refWords(target)} (${hpa.min} to ${hpa.max}) and would put it back. Change its limits instead.`,
    );
  }
  return null;
}

function warnings(target: Scalable, scene: Scene, old: number, wanted: number): readonly Warning[] {
  const pods = readyPods(target, scene);
  const { namespace, template } = target;
  const more = wanted > old;
  return [
    ...(more
      ? mutableTagWarnings(template.spec, pods)
      : serviceWarnings(servicesLeft(pods, scene.lookup, old - wanted))),
    ...(more ? roomWarnings(template.spec, wanted - old, scene) : []),
    ...(more ? maybeDeadWebhookWarnings(scene, { namespace, labels: template.labels }) : []),
    ...(more ? nodesFailingWarnings(scene.view) : []),
    ...(old === 0 ? asleepWarnings(target, scene) : []),
    ...keeperWarnings(target, ['spec.replicas']),
    ...unseenWarnings(scene.view, READS, namespace),
  ];
}

function protection(target: Scalable, scene: Scene, wanted: number): string | null {
  const reasons = [wanted === 0 ? 'nothing of it would be left' : null, protectionOf(target, scene)];
  return reasons.filter((reason) => reason !== null).join(', ') || null;
}

function verified(
  before: ActionSituation,
  now: { readonly object: ViewObject | null } & Pick<ActionSituation, 'view'>,
): Verification {
  const what = refWords(before.object);
  const target = now.object === null ? null : scalable(now.object);
  const wanted = wantedOf(before);
  if (target === null) return { state: 'failed', sentence: `${what} is gone.` };
  if (target.uid !== before.object.uid)
    return { state: 'failed', sentence: `${what} was deleted and made again.` };
  if (target.replicas !== wanted) {
    return {
      state: 'failed',
      sentence: `${what} wants ${target.replicas} replicas, not ${wanted}: something changed it since.`,
    };
  }
  const pods = createLookup(now.view).podsOf(target).filter(isMeant);
  const ready = pods.filter(isReady).length;
  const waits = pods.filter(({ node }) => node === null).length;
  const whole = target.observedGeneration >= target.generation && pods.length === wanted && ready === wanted;
  if (whole) return { state: 'done', sentence: `${ready} of ${wanted} pods are ready.` };
  const waiting = waits === 0 ? '' : ` ${waits} wait for a node.`;
  return { state: 'under-way', sentence: `${ready} of ${wanted} pods are ready.${waiting}` };
}

/** A Scale leaves out a number of zero, so there is nothing to test then. */
function asScale(raw: JsonObject): JsonObject {
  return rawNumber(raw, ...FIELD) === 0 ? { ...raw, spec: without(rawMap(raw, 'spec'), 'replicas') } : raw;
}

function scalable(object: ViewObject): Scalable | null {
  return object.kind === 'Deployment' || object.kind === 'StatefulSet' ? object : null;
}

function wantedOf({ parameters }: ActionSituation): number | null {
  const wanted = parameters.replicas === '' ? Number.NaN : Number(parameters.replicas ?? Number.NaN);
  return Number.isInteger(wanted) && wanted >= 0 && wanted <= MOST ? wanted : null;
}

function readyPods(target: Scalable, { lookup }: Scene) {
  return lookup.podsOf(target).filter((pod) => isMeant(pod) && isReady(pod));
}
