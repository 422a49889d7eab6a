import { isReady } from '../cluster/conditions.ts';
import type { Node } from '../cluster/node.ts';
import { refWords } from '../cluster/object-ref.ts';
import { ok } from '../result.ts';
import type { Action, ActionSituation } from './action.ts';
import { verifyCordon } from './cordon.ts';
import { objectPath } from './object-path.ts';
import { patchRequest } from './patch-request.ts';
import { unseenWarnings } from './preflight/unseen.ts';
import { rawFlag } from './raw-object.ts';
import { because, mistyped } from './scene.ts';
import { settlePatch } from './settle.ts';
import type { Warning } from './warning.ts';

const FIELD = ['spec', 'unschedulable'];
const READS = ['nodes', 'pods'] as const;

/** Lets new pods onto a node again. Pods that went elsewhere do not come back by it. */
export const uncordon: Action = {
  name: 'uncordon',
  title: 'Uncordon a node',
  kinds: ['Node'],
  parameters: {},
  reads: READS,
  readsRevisions: false,
  plan,
  verified: (before, now) => verifyCordon(before, now, false),
  settle: (before, { raw }) => settlePatch(before, raw, (now) => !rawFlag(now, ...FIELD)),
};

function plan(situation: ActionSituation): ReturnType<Action['plan']> {
  const { object: node, raw } = situation;
  if (node.kind !== 'Node') return mistyped(`${refWords(node)} is no node.`);
  if (node.deletionAt !== null) return because(`${refWords(node)} is being deleted.`);
  if (!rawFlag(raw, ...FIELD)) return because(`${refWords(node)} is not cordoned.`);
  const ready = isReady(node);
  return ok({
    request: patchRequest(situation, objectPath(node), [{ path: FIELD, value: undefined }]),
    sentence: 'New pods may be placed on it again. Those that went elsewhere stay there.',
    before: 'takes no new pods',
    after: 'takes new pods',
    touches: ['/spec/unschedulable'],
    warnings: [
      ...(ready
        ? []
        : [
            {
              id: 'node-not-ready',
              level: 'must-acknowledge',
              sentence: 'The node is not ready. Whoever cordoned it may have done so for that.',
              measure: 1,
            } as const,
          ]),
      ...leavingWarnings(node),
      ...unseenWarnings(situation.view, READS, null),
    ],
    protects: null,
    verify: 'The node is not marked as unschedulable and has no taint for it.',
    undo: 'Cordon it.',
    undoWith: { action: 'cordon', parameters: {} },
    pinned: situation.parameters,
  });
}

/** Taints by which autoscalers of nodes say that they are taking one away. */
const leaving: Readonly<Record<string, string>> = {
  ToBeDeletedByClusterAutoscaler: 'The cluster autoscaler',
  DeletionCandidateOfClusterAutoscaler: 'The cluster autoscaler',
  'karpenter.sh/disrupted': 'Karpenter',
  'karpenter.sh/disruption': 'Karpenter',
};

function leavingWarnings({ taints }: Node): readonly Warning[] {
  const who = taints.flatMap(({ key }) => (Object.hasOwn(leaving, key) ? (leaving[key] ?? []) : []))[0];
  if (who === undefined) return [];
  const sentence = `${who} is taking this node away: new pods would have to move again soon.`;
  return [{ id: 'being-removed', level: 'must-acknowledge', sentence, measure: 1 }];
}
