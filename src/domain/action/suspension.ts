import { refWords } from '../cluster/object-ref.ts';
import type { CronJob } from '../cluster/workload.ts';
import { ok } from '../result.ts';
import type { Action, ActionPlan, ActionSituation, Verification } from './action.ts';
import { objectPath } from './object-path.ts';
import { patchRequest } from './patch-request.ts';
import { keeperWarnings } from './preflight/keepers.ts';
import { unseenWarnings } from './preflight/unseen.ts';
import { rawFlag, rawList } from './raw-object.ts';
import { because, mistyped } from './scene.ts';
import { settlePatch } from './settle.ts';
import type { Warning } from './warning.ts';

const FIELD = ['spec', 'suspend'];
const READS = ['cronjobs', 'jobs'] as const;

type Words = Pick<ActionPlan, 'sentence' | 'before' | 'after' | 'verify' | 'undo' | 'undoWith'>;

/** How the two directions differ. */
export type Direction = Pick<Action, 'name' | 'title'> & {
  readonly suspended: boolean;
  readonly words: (cronJob: CronJob, active: number) => Words;
  readonly warnings: (cronJob: CronJob) => readonly Warning[];
};

/** Suspending a CronJob and resuming it are one field in two directions. */
export function createSuspension({ name, title, suspended, words, warnings }: Direction): Action {
  return {
    name,
    title,
    kinds: ['CronJob'],
    parameters: {},
    reads: READS,
    readsRevisions: false,
    plan: (situation) => {
      const { object, raw, view } = situation;
      if (object.kind !== 'CronJob') return mistyped(`${refWords(object)} is no CronJob.`);
      if (object.deletionAt !== null) return because(`${refWords(object)} is being deleted.`);
      if (rawFlag(raw, ...FIELD) === suspended) {
        return because(`${refWords(object)} is ${suspended ? 'suspended already' : 'not suspended'}.`);
      }
      return ok({
        ...words(object, rawList(raw, 'status', 'active').length),
        request: patchRequest(situation, objectPath(object), [{ path: FIELD, value: suspended }]),
        touches: ['/spec/suspend'],
        pinned: situation.parameters,
        warnings: [
          ...warnings(object),
          ...keeperWarnings(object, ['spec.suspend']),
          ...unseenWarnings(view, READS, object.namespace),
        ],
        protects:
          object.namespace === 'kube-system' ? 'it is part of the cluster itself (kube-system)' : null,
      });
    },
    verified: (before, now) => verified(before, now, suspended),
    settle: (before, { raw }) =>
      settlePatch(before, raw, (now) => rawFlag(now, ...FIELD) === suspended, FIELD),
  };
}

function verified(
  before: ActionSituation,
  { object }: Parameters<Action['verified']>[1],
  suspended: boolean,
): Verification {
  const what = refWords(before.object);
  if (object?.kind !== 'CronJob') return { state: 'failed', sentence: `${what} is gone.` };
  if (object.uid !== before.object.uid)
    return { state: 'failed', sentence: `${what} was deleted and made again.` };
  const words = suspended ? 'suspended' : 'resumed';
  return object.suspended === suspended
    ? { state: 'done', sentence: `${what} is ${words}.` }
    : { state: 'failed', sentence: `${what} is not ${words} any more: something changed it since.` };
}
