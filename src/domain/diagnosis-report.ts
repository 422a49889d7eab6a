import type { ClusterIdentity, Gap } from './cluster/cluster-view.ts';
import type { Subject } from './cluster/subject.ts';
import type { RankedFinding } from './finding.ts';
import type { Instant } from './instant.ts';

/** What a diagnosis came to. No findings is an answer, too: it says what was looked at and what could not be seen. */
export type DiagnosisReport = {
  readonly cluster: ClusterIdentity;
  readonly subject: Subject;
  readonly takenAt: Instant;
  /** When the trouble began, as far as the incident knows. */
  readonly onset: Instant;
  /** The best first. */
  readonly findings: readonly RankedFinding[];
  /** How many objects of each kind were looked at. */
  readonly looked: Readonly<Record<string, number>>;
  /** How many checks ran. */
  readonly checks: number;
  readonly gaps: readonly Gap[];
};
