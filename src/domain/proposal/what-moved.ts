import { canonicalJson } from '../canonical-json.ts';
import { refWords } from '../cluster/object-ref.ts';
import type { Difference, Plan } from './proposal.ts';

/**
 * What is another thing now than when it was planned, a line each; empty: what would be done now is exactly what was
 * approved. Both plans are of the same proposal. A warning that is gone or became smaller is no reason to ask again.
 */
export function whatMoved(approved: Plan, now: Plan): readonly string[] {
  const lines = [...identity(approved, now), ...effect(approved, now), ...worse(approved, now)];
  if (lines.length > 0 || approved.hash === now.hash) return lines;
  return ['A value that is not shown changed since.'];
}

function identity(approved: Plan, now: Plan): readonly string[] {
  const what = refWords(approved.object);
  return [
    ...(approved.cluster.uid === now.cluster.uid
      ? []
      : [`${approved.cluster.name} is another cluster now than the one it was planned for.`]),
    ...(approved.object.uid === now.object.uid ? [] : [`${what} was deleted and made again.`]),
    ...(sameRules(approved, now) ? [] : ['The rules for this change are others now.']),
  ];
}

/**
 * Not by the digest alone: whoever could write a plan into the log must not be able to name approvers of their own, or
 * fewer of them, beside the digest of the real rules.
 */
function sameRules(approved: Plan, now: Plan): boolean {
  const text = ({ policyDigest, tier, quorum, approvers, freeze }: Plan): string =>
    canonicalJson({ policyDigest, tier, quorum, approvers, freeze });
  return text(approved) === text(now);
}

function effect(approved: Plan, now: Plan): readonly string[] {
  if (approved.hash === now.hash) return [];
  return [
    ...(approved.before === now.before ? [] : [`Before: was ${approved.before}, is ${now.before}.`]),
    ...(approved.after === now.after ? [] : [`After: was ${approved.after}, would be ${now.after}.`]),
    ...paths(approved.differences, now.differences),
  ];
}

function paths(approved: readonly Difference[], now: readonly Difference[]): readonly string[] {
  const old = new Map(approved.map((each) => [each.path, each]));
  const fresh = new Map(now.map((each) => [each.path, each]));
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((path) => {
    const [was, is] = [old.get(path), fresh.get(path)];
    if (was === undefined) return [`${path} would change, too.`];
    if (is === undefined) return [`${path} would not change any more.`];
    const same = was.before === is.before && was.after === is.after;
    return same ? [] : [`${path}: was ${side(was)}, is ${side(is)}.`];
  });
}

function side({ before, after }: Difference): string {
  return `${before ?? 'nothing'} -> ${after ?? 'nothing'}`;
}

/** New warnings, and those that measure more than on the card. */
function worse(approved: Plan, now: Plan): readonly string[] {
  const known = new Map(approved.warnings.map(({ id, measure }) => [id, measure]));
  return now.warnings.flatMap(({ id, measure, sentence }) => {
    const before = known.get(id);
    return before === undefined || measure > before ? [sentence] : [];
  });
}
