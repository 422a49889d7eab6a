import { refWords } from '../cluster/object-ref.ts';
import { ok } from '../result.ts';
import type { Action, ActionSituation } from './action.ts';
import { objectPath } from './object-path.ts';
import { verifyReplaced } from './pod-replaced.ts';
import { budgetRefusal } from './preflight/budgets.ts';
import { REMOVAL_READS, removalRefusal, removalWarnings, replacementWords } from './preflight/pod-removal.ts';
import { protectionOf } from './preflight/protection.ts';
import { rawUid } from './raw-object.ts';
import { createScene, mistyped } from './scene.ts';
import { settleRemoval } from './settle.ts';

/**
 * Evicts one pod, this very one: as a deletion, but the disruption budgets are asked. A wrong uid would spend a
 * disruption for minutes (measured), so whoever sends this reads the uid right before.
 */
export const evict: Action = {
  name: 'evict',
  title: 'Evict a pod',
  kinds: ['Pod'],
  parameters: {},
  reads: REMOVAL_READS,
  readsRevisions: false,
  plan,
  verified: (before, now) => verifyReplaced(before, now),
  settle: (before, { raw }) => settleRemoval(before, raw),
};

function plan(situation: ActionSituation): ReturnType<Action['plan']> {
  const { object: pod, raw, view } = situation;
  if (pod.kind !== 'Pod') return mistyped(`${refWords(pod)} is no pod. Only pods are evicted.`);
  const scene = createScene(situation);
  const refused = removalRefusal(pod, scene) ?? budgetRefusal(pod, view);
  if (refused) return refused;
  return ok({
    request: {
      method: 'POST',
      path: objectPath(pod, 'eviction'),
      contentType: 'application/json',
      body: {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: pod.name, namespace: pod.namespace },
        deleteOptions: { preconditions: { uid: rawUid(raw) } },
      },
    },
    sentence: `The pod is evicted, with ${pod.spec.gracePeriod} s to end by itself. ${replacementWords(pod, scene)}`,
    before: `${pod.phase} on ${pod.node ?? 'no node'}`,
    after: 'gone; a new pod of another name or uid in its place',
    touches: [],
    warnings: removalWarnings(pod, scene),
    protects: protectionOf(pod, scene),
    verify: 'The pod is gone, and a new one is ready.',
    undo: null,
    undoWith: null,
    pinned: situation.parameters,
  });
}
