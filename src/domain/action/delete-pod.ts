import { refWords } from '../cluster/object-ref.ts';
import { ok } from '../result.ts';
import type { Action, ActionSituation } from './action.ts';
import { objectPath } from './object-path.ts';
import { verifyReplaced } from './pod-replaced.ts';
import { bypassWarnings } from './preflight/budgets.ts';
import { REMOVAL_READS, removalRefusal, removalWarnings, replacementWords } from './preflight/pod-removal.ts';
import { protectionOf } from './preflight/protection.ts';
import { rawUid } from './raw-object.ts';
import { createScene, mistyped } from './scene.ts';
import { settleRemoval } from './settle.ts';

/**
 * Deletes one pod, this very one, with the grace that its spec asks for: a grace of zero would let two pods of a
 * StatefulSet run at once. Evicting is better where it can be done: a deletion asks no disruption budget.
 */
export const deletePod: Action = {
  name: 'delete-pod',
  title: 'Delete a pod',
  kinds: ['Pod'],
  parameters: {},
  reads: REMOVAL_READS,
  readsRevisions: false,
  plan,
  verified: (before, now) => verifyReplaced(before, now),
  settle: (before, { raw }) => settleRemoval(before, raw),
};

function plan(situation: ActionSituation): ReturnType<Action['plan']> {
  const { object: pod, raw } = situation;
  if (pod.kind !== 'Pod') return mistyped(`${refWords(pod)} is no pod. Only single pods are deleted.`);
  const scene = createScene(situation);
  const refused = removalRefusal(pod, scene);
  if (refused) return refused;
  return ok({
    request: {
      method: 'DELETE',
      path: objectPath(pod),
      contentType: 'application/json',
      body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid: rawUid(raw) } },
    },
    sentence: `The pod is deleted, with ${pod.spec.gracePeriod} s to end by itself. ${replacementWords(pod, scene)}`,
    before: `${pod.phase} on ${pod.node ?? 'no node'}`,
    after: 'gone; a new pod of another name or uid in its place',
    touches: [],
    warnings: [...bypassWarnings('A deletion', pod, situation.view), ...removalWarnings(pod, scene)],
    protects: protectionOf(pod, scene),
    verify: 'The pod is gone, and a new one is ready.',
    undo: null,
    undoWith: null,
    pinned: situation.parameters,
  });
}
