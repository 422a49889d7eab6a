import { refWords } from '../cluster/object-ref.ts';
import { referencesOf } from '../cluster/references.ts';
import { templateChangeWords } from '../cluster/template-change.ts';
import { templateDiff } from '../cluster/template-diff.ts';
import type { PodTemplate } from '../cluster/workload.ts';
import type { JsonObject } from '../json.ts';
import { redactObject } from '../redaction/redact-object.ts';
import { ok, type Refused, type Result } from '../result.ts';
import type { Action, ActionPlan, ActionSituation, Parameters } from './action.ts';
import { isSameTemplate, type KeptRevision, keptRevisions } from './kept-revisions.ts';
import { objectPath } from './object-path.ts';
import { patchRequest } from './patch-request.ts';
import { named } from './preflight/counted.ts';
import { keeperWarnings } from './preflight/keepers.ts';
import { protectionOf } from './preflight/protection.ts';
import {
  ROLLOUT_KINDS,
  ROLLOUT_READS,
  type RolloutTarget,
  replacedWords,
  rolloutRefusal,
  rolloutTarget,
  rolloutWarnings,
} from './preflight/rollout.ts';
import { rawMap, rawNumber } from './raw-object.ts';
import { verifyRollout } from './rollout-verified.ts';
import { because, createScene, mistyped, type Scene } from './scene.ts';
import { settlePatch } from './settle.ts';
import type { Warning } from './warning.ts';

const FIELD = ['spec', 'template'];

/**
 * Puts back the pod template of an earlier revision. What is put back is the template itself, as the ReplicaSet or
 * ControllerRevision of this uid keeps it; numbers move with each undo. Also for a rollout that stands still.
 */
export const undo: Action = {
  name: 'undo',
  title: 'Undo a rollout',
  kinds: ROLLOUT_KINDS,
  parameters: {
    revision: {
      required: false,
      meaning:
        'Which revision to go back to: its number, or the name or the template hash of what keeps it. Left out: the one before.',
    },
  },
  reads: [...ROLLOUT_READS, 'configmaps', 'serviceaccounts', 'persistentvolumeclaims', 'priorityclasses'],
  readsRevisions: true,
  plan,
  verified: (before, now) => {
    const target = targetOf(before);
    const seen = target.ok ? seenTemplate(before, target.value) : null;
    return verifyRollout(
      before,
      now,
      ({ template }) => seen === null || templateDiff(template, seen).every(({ part }) => part === 'restart'),
    );
  },
  settle: (before, { raw }) => {
    const target = targetOf(before);
    return settlePatch(
      before,
      raw,
      (now) => target.ok && hasMoved(before, now) && looksLike(rawMap(now, ...FIELD), target.value.template),
    );
  },
};

/** Without a new generation nobody changed anything of its spec. */
function hasMoved({ raw }: ActionSituation, now: JsonObject): boolean {
  const was = rawNumber(raw, 'metadata', 'generation');
  return was === null || was !== rawNumber(now, 'metadata', 'generation');
}

/** The same as far as it may be kept: what is known of a template after a crash is without its secrets. */
function looksLike(template: JsonObject, wanted: JsonObject): boolean {
  const shown = (each: JsonObject) => rawMap(redactObject({ template: each }), 'template');
  return isSameTemplate(shown(template), shown(wanted));
}

function plan(situation: ActionSituation): ReturnType<Action['plan']> {
  const scene = createScene(situation);
  const workload = rolloutTarget(situation.object);
  if (workload === null)
    return mistyped(`${refWords(situation.object)} has no rollout to undo.`, ROLLOUT_KINDS);
  const refused = rolloutRefusal(workload, scene, { evenUnderWay: true });
  if (refused) return refused;
  const target = targetOf(situation);
  if (!target.ok) return target;
  const back = target.value;
  const template = seenTemplate(situation, back);
  if (template === null) {
    return because(`What ${back.kind} ${back.name} keeps was not seen whole. Propose it again.`);
  }
  const changes = templateDiff(workload.template, template).map(templateChangeWords);
  return ok({
    request: patchRequest(situation, objectPath(workload), [{ path: FIELD, value: back.template }]),
    sentence: `${replacedWords(workload, situation.raw)}, back to revision ${back.number} (${back.kind} ${back.name}).`,
    before: currentWords(situation),
    after: changes.length === 0 ? `revision ${back.number}` : `revision ${back.number}: ${named(changes)}`,
    touches: ['/spec/template'],
    warnings: [
      ...rolloutWarnings(workload, scene, template),
      ...missing(workload, template, scene),
      ...keeperWarnings(workload, ['spec.template']),
      {
        id: 'unproven',
        level: 'note',
        sentence: `Nothing proves that revision ${back.number} works with what is around it today.`,
        measure: 1,
      },
    ],
    protects: protectionOf(workload, scene),
    verify: `All pods are new, ready, and of the template with hash ${back.hash}; no Service has fewer ready endpoints than before.`,
    undo: `Undo again, to the template of ${currentName(situation)}.`,
    undoWith: undoneWith(situation),
    pinned: { revision: back.uid },
  });
}

/** The revision that is meant, or why there is none to go back to. */
function targetOf(situation: ActionSituation): Result<KeptRevision> {
  const all = keptRevisions(situation);
  const current = currentOf(situation);
  const wanted = wantedText(situation.parameters);
  const others = all.filter(({ uid }) => uid !== current?.uid);
  const options = others.map(({ number, name }) => `${number} (${name})`);
  const found =
    wanted === null
      ? others[0]
      : all.find(({ number, name, hash, uid }) => [String(number), name, hash, uid].includes(wanted));
  const what = refWords(situation.object);
  if (!found && wanted === null) return because(`${what} keeps no earlier revision to go back to.`);
  if (!found) return mistyped(`${what} keeps no revision ${wanted}.`, options);
  if (isSameTemplate(found.template, rawMap(situation.raw, ...FIELD))) return same(what, found, options);
  return ok(found);
}

function same(what: string, { number }: KeptRevision, options: readonly string[]): Refused {
  return mistyped(`Revision ${number} is what ${what} has now, so nothing would change.`, options);
}

function wantedText({ revision }: Parameters): string | null {
  const text = revision === undefined ? '' : String(revision).trim();
  return text === '' ? null : text;
}

/** The revision of the template that is in force; null: none keeps it (yet), and then the newest one is an earlier one. */
function currentOf(situation: ActionSituation): KeptRevision | null {
  const all = keptRevisions(situation);
  const template = rawMap(situation.raw, ...FIELD);
  return all.find((each) => isSameTemplate(each.template, template)) ?? null;
}

function currentName(situation: ActionSituation): string {
  const current = currentOf(situation);
  return current === null ? 'today' : `${current.kind} ${current.name} (hash ${current.hash})`;
}

/** Back to where it is now, by the name of what keeps it; null: nothing keeps it. */
function undoneWith(situation: ActionSituation): ActionPlan['undoWith'] {
  const current = currentOf(situation);
  return current === null ? null : { action: 'undo', parameters: { revision: current.name } };
}

function currentWords(situation: ActionSituation): string {
  const current = currentOf(situation);
  return current === null
    ? 'not kept as a revision'
    : `revision ${current.number} (${current.kind} ${current.name})`;
}

/** The same template as the view shows it, for the words; its number there may be an older one, so it goes by the uid. */
function seenTemplate({ view }: ActionSituation, { uid }: KeptRevision): PodTemplate | null {
  const kept = [...view.replicasets, ...view.controllerrevisions].find((each) => each.uid === uid);
  return kept?.template ?? null;
}

/** What the old template names and is not there any more. Secrets are not read, so nothing is said of them. */
function missing(workload: RolloutTarget, { spec }: PodTemplate, { lookup }: Scene): readonly Warning[] {
  const kinds = {
    ConfigMap: 'configmaps',
    PersistentVolumeClaim: 'persistentvolumeclaims',
    ServiceAccount: 'serviceaccounts',
    PriorityClass: 'priorityclasses',
  } as const;
  return referencesOf(spec).flatMap(({ kind, name, optional, where }): readonly Warning[] => {
    if (kind === 'Secret' || optional || (kind === 'ServiceAccount' && name === 'default')) return [];
    const namespace = kind === 'PriorityClass' ? null : workload.namespace;
    if (!lookup.sawAll(kinds[kind], namespace) || lookup.object({ kind, namespace, name }) !== null)
      return [];
    const sentence = `The old template needs ${kind} ${name} (${where}), which is not there any more.`;
    return [{ id: `missing:${kind}/${name}`, level: 'must-acknowledge', sentence, measure: 1 }];
  });
}
