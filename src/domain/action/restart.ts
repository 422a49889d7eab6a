import { refWords } from '../cluster/object-ref.ts';
import { ok } from '../result.ts';
import { utcText } from '../utc-text.ts';
import type { Action, ActionSituation } from './action.ts';
import { objectPath } from './object-path.ts';
import { patchRequest } from './patch-request.ts';
import { keeperWarnings } from './preflight/keepers.ts';
import { protectionOf } from './preflight/protection.ts';
import {
  ROLLOUT_KINDS,
  ROLLOUT_READS,
  replacedWords,
  rolloutRefusal,
  rolloutTarget,
  rolloutWarnings,
} from './preflight/rollout.ts';
import { pointerOf, rawAt, rawText } from './raw-object.ts';
import { verifyRollout } from './rollout-verified.ts';
import { createScene, mistyped } from './scene.ts';
import { settlePatch } from './settle.ts';

/** What `kubectl rollout restart` writes, and what people know to look for. */
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';
const TEMPLATE_NOTES = ['spec', 'template', 'metadata', 'annotations'];
const FIELD = [...TEMPLATE_NOTES, RESTARTED_AT];

/** Replaces all pods of a workload, one after the other. The time it writes is that of the proposal: it is known then. */
export const restart: Action = {
  name: 'restart',
  title: 'Restart a rollout',
  kinds: ROLLOUT_KINDS,
  parameters: {},
  reads: ROLLOUT_READS,
  readsRevisions: false,
  plan,
  verified: (before, now) =>
    verifyRollout(
      before,
      now,
      ({ template }) => template.annotations[RESTARTED_AT] === utcText(before.proposedAt),
    ),
  settle: (before, { raw }) =>
    settlePatch(before, raw, (now) => rawText(now, ...FIELD) === utcText(before.proposedAt)),
};

function plan(situation: ActionSituation): ReturnType<Action['plan']> {
  const scene = createScene(situation);
  const target = rolloutTarget(situation.object);
  if (target === null)
    return mistyped(`${refWords(situation.object)} has no rollout to restart.`, ROLLOUT_KINDS);
  const refused = rolloutRefusal(target, scene, { evenUnderWay: false });
  if (refused) return refused;
  const old = rawAt(situation.raw, FIELD);
  return ok({
    request: patchRequest(situation, objectPath(target), [
      { path: FIELD, value: utcText(situation.proposedAt) },
    ]),
    sentence: `${replacedWords(target, situation.raw)}.`,
    before: typeof old === 'string' ? `restarted last at ${old}` : 'not restarted before',
    after: `restarted at ${utcText(situation.proposedAt)}`,
    touches: [pointerOf(FIELD)],
    warnings: [
      ...rolloutWarnings(target, scene, target.template),
      // An annotation that GitOps does not know it lets be; an operator writes the whole template again.
      ...(target.owner === null ? [] : keeperWarnings(target, [])),
    ],
    protects: protectionOf(target, scene),
    verify: 'All pods are new and ready, and no Service has fewer ready endpoints than before.',
    undo: 'A restart can’t be taken back. If the new pods are worse, undo the rollout to the revision before.',
    undoWith: null,
    pinned: situation.parameters,
  });
}
