import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import { createLookup } from '../domain/cluster/lookup.ts';
import type { Subject } from '../domain/cluster/subject.ts';
import type { DiagnosisReport } from '../domain/diagnosis-report.ts';
import type { Instant } from '../domain/instant.ts';
import { rank } from '../domain/ranking.ts';
import type { Check } from './check.ts';
import { checks } from './checks.ts';
import { waysFrom } from './path.ts';
import { createPlacing } from './place.ts';

/** What a diagnosis is made from. `onset`: when the trouble began, as far as the incident knows. */
export type Diagnosing = {
  readonly view: ClusterView;
  readonly subject: Subject;
  readonly onset: Instant;
};

/**
 * Runs every check that has something to read and orders what they find by how likely it is the cause of what the
 * subject suffers from. Pure: the same view gives the same report.
 */
export function diagnose({ view, subject, onset }: Diagnosing): DiagnosisReport {
  const situation = { view, lookup: createLookup(view), subject, onset };
  const able = checks.filter((check) => canRun(check, view));
  const ways = waysFrom(situation);
  const placed = able.flatMap((check) => check.run(situation)).map(createPlacing(situation, ways));
  return {
    cluster: view.cluster,
    subject,
    takenAt: view.takenAt,
    onset,
    findings: rank(placed, onset, ways.known),
    looked: Object.fromEntries(view.asked.map((kind) => [kind, view[kind].length])),
    checks: able.length,
    gaps: view.gaps,
  };
}

/** Without one of its kinds a check would take what was not read for what does not exist. */
function canRun({ reads }: Check, view: ClusterView): boolean {
  return reads.every(
    (kind) =>
      view.asked.includes(kind) &&
      (view[kind].length > 0 || !view.gaps.some((gap) => gap.kind === kind && gap.namespace === null)),
  );
}
