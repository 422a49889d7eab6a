import type { Fact } from '../fact.ts';
import type { PostmortemDiagnosis } from './postmortem-cause.ts';

/** Kinds of a view that are figures of objects which are counted anyway. */
const MEASURED = /usage$/;

/** Every diagnosis that was made, in the order of the log: also one that found nothing looked at something. In: facts with clean texts. */
export function diagnoses(facts: readonly Fact[]): readonly PostmortemDiagnosis[] {
  return facts.flatMap(({ body, at }) => {
    if (body.kind !== 'diagnosis.completed') return [];
    const looked = Object.entries(body.looked)
      .filter(([kind, count]) => count > 0 && !MEASURED.test(kind))
      .map(([kind, count]) => ({ kind, count }))
      .toSorted((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
    const gaps = [...new Set(body.gaps)];
    return [{ at, cluster: body.cluster, looked, checks: body.checks, gaps }];
  });
}
