import { refWords } from '../cluster/object-ref.ts';
import { ok } from '../result.ts';
import type { Action, ActionSituation, Verification } from './action.ts';
import { objectPath } from './object-path.ts';
import { patchRequest } from './patch-request.ts';
import { protectionOf } from './preflight/protection.ts';
import { unseenWarnings } from './preflight/unseen.ts';
import { pointerOf, rawText } from './raw-object.ts';
import { because, createScene, mistyped } from './scene.ts';
import { settlePatch } from './settle.ts';

const KEY = 'controller.kubernetes.io/pod-deletion-cost';
const FIELD = ['metadata', 'annotations', KEY];
const READS = ['pods', 'replicasets', 'deployments'] as const;

/** The annotation is a whole number of 32 bits. */
const LIMIT = 2_147_483_647;

/**
 * Says which pod goes first when its ReplicaSet is scaled down: the one with the lowest cost
 * (https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#pod-deletion-cost). Nothing else changes by it.
 */
export const deletionCost: Action = {
  name: 'deletion-cost',
  title: 'Set which pod goes first',
  kinds: ['Pod'],
  parameters: {
    cost: {
      required: true,
      meaning: 'A whole number: the pod with the lowest goes first; without one it is 0.',
    },
  },
  reads: READS,
  readsRevisions: false,
  plan,
  verified,
  settle: (before, { raw }) =>
    settlePatch(before, raw, (now) => rawText(now, ...FIELD) === String(costOf(before))),
};

function plan(situation: ActionSituation): ReturnType<Action['plan']> {
  const { object: pod, raw, view } = situation;
  if (pod.kind !== 'Pod') return mistyped(`${refWords(pod)} is no pod.`);
  const cost = costOf(situation);
  if (cost === null) return mistyped(`Say the cost: a whole number between -${LIMIT} and ${LIMIT}, as -100.`);
  if (pod.owner?.kind !== 'ReplicaSet') {
    return because(
      `${refWords(pod)} belongs to no ReplicaSet. Only ReplicaSets look at the cost when they are scaled down.`,
    );
  }
  if (pod.deletionAt !== null) return because(`${refWords(pod)} is being deleted already.`);
  const old = rawText(raw, ...FIELD);
  if (old === String(cost)) return because(`${refWords(pod)} has the cost ${cost} already.`);
  return ok({
    request: patchRequest(situation, objectPath(pod), [{ path: FIELD, value: String(cost) }]),
    sentence: `When ReplicaSet ${pod.owner.name} is scaled down, this pod goes ${cost < 0 ? 'before' : 'after'} those without a cost. Nothing happens before that.`,
    before: old === '' ? 'no cost (0)' : `cost ${old}`,
    after: `cost ${cost}`,
    touches: [pointerOf(FIELD)],
    warnings: unseenWarnings(view, READS, pod.namespace),
    protects: pod.namespace === 'kube-system' ? protectionOf(pod, createScene(situation)) : null,
    verify: 'The pod has the annotation.',
    undo: `Set it back to ${old === '' ? 0 : old}.`,
    undoWith: { action: 'deletion-cost', parameters: { cost: old === '' ? 0 : old } },
    pinned: situation.parameters,
  });
}

function verified(before: ActionSituation, { object }: Parameters<Action['verified']>[1]): Verification {
  const what = refWords(before.object);
  if (object === null || object.uid !== before.object.uid)
    return { state: 'failed', sentence: `${what} is gone.` };
  return object.annotations[KEY] === String(costOf(before))
    ? { state: 'done', sentence: `${what} has the cost ${costOf(before)}.` }
    : { state: 'failed', sentence: `${what} has another cost: something changed it since.` };
}

function costOf({ parameters }: ActionSituation): number | null {
  const cost = parameters.cost === '' ? Number.NaN : Number(parameters.cost ?? Number.NaN);
  return Number.isInteger(cost) && Math.abs(cost) <= LIMIT ? cost : null;
}
