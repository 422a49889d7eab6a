import { canonicalJson } from '../canonical-json.ts';
import type { JsonObject } from '../json.ts';
import type { ActionSituation } from './action.ts';
import { rawAt, rawList, rawMap, rawNumber, rawText, rawUid, without } from './raw-object.ts';

/** A template that a workload had, as its ReplicaSet or ControllerRevision keeps it. */
export type KeptRevision = {
  readonly kind: 'ReplicaSet' | 'ControllerRevision';
  readonly name: string;
  readonly uid: string;
  /** Moves when an old template is put back, so it names nothing for long. */
  readonly number: number;
  /** The hash by which the controller knows the template. */
  readonly hash: string;
  /** Ready to be put back: without what the controller itself added. */
  readonly template: JsonObject;
};

/** The revisions of a workload, the newest number first. Others' are left out: a selector may find them, too. */
export function keptRevisions({
  raw,
  revisions,
}: Pick<ActionSituation, 'raw' | 'revisions'>): readonly KeptRevision[] {
  const owner = rawUid(raw);
  return revisions
    .filter((each) =>
      rawList(each, 'metadata', 'ownerReferences').some(
        (ref) => rawText(ref, 'uid') === owner && rawAt(ref, ['controller']) === true,
      ),
    )
    .flatMap((each) => (rawAt(each, ['data']) === undefined ? replicaSet(each) : controllerRevision(each)))
    .sort((a, b) => b.number - a.number);
}

function replicaSet(raw: JsonObject): readonly KeptRevision[] {
  const template = rawMap(raw, 'spec', 'template');
  const number = Number(rawText(raw, 'metadata', 'annotations', 'deployment.kubernetes.io/revision'));
  if (!Number.isInteger(number) || number < 1 || Object.keys(template).length === 0) return [];
  const hash = rawText(raw, 'metadata', 'labels', 'pod-template-hash');
  const labels = without(rawMap(template, 'metadata', 'labels'), 'pod-template-hash');
  const metadata = { ...rawMap(template, 'metadata'), labels };
  return [{ ...named(raw), kind: 'ReplicaSet', number, hash, template: { ...template, metadata } }];
}

/** Its data is a patch of the workload: the template in it says `$patch: replace`, which is no part of a template. */
function controllerRevision(raw: JsonObject): readonly KeptRevision[] {
  const template = without(rawMap(raw, 'data', 'spec', 'template'), '$patch');
  const number = rawNumber(raw, 'revision');
  if (number === null || Object.keys(template).length === 0) return [];
  const hash =
    rawText(raw, 'metadata', 'labels', 'controller-revision-hash') ||
    rawText(raw, 'metadata', 'labels', 'controller.kubernetes.io/hash');
  return [{ ...named(raw), kind: 'ControllerRevision', number, hash, template }];
}

function named(raw: JsonObject) {
  return { name: rawText(raw, 'metadata', 'name'), uid: rawUid(raw) };
}

/** True when both templates ask for the same pods. An empty creationTimestamp is what some servers add to any template. */
export function isSameTemplate(a: JsonObject, b: JsonObject): boolean {
  return canonicalJson(bare(a)) === canonicalJson(bare(b));
}

function bare(template: JsonObject): JsonObject {
  return { ...template, metadata: without(rawMap(template, 'metadata'), 'creationTimestamp') };
}
