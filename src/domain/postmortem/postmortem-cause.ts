import type { Confidence } from '../finding.ts';
import type { Instant } from '../instant.ts';

/** What a diagnosis found, the last word on each. */
export type PostmortemCause = {
  readonly check: string;
  readonly object: string;
  readonly sentence: string;
  /** The same in general, for people who do not know Kubernetes; null: nobody wrote that down. */
  readonly meaning: string | null;
  readonly confidence: Confidence;
  /** The cause that explains it; then it is none of its own. */
  readonly explainedBy: { readonly check: string; readonly object: string } | null;
  /** The objects from the alert to it; none: the alert is about it, or no way was found. */
  readonly way: readonly string[];
  readonly firstSeenAt: Instant;
  readonly changedAt: Instant | null;
  readonly evidence: readonly { readonly label: string; readonly text: string; readonly isTable: boolean }[];
  /** What would help, as the diagnosis said it. */
  readonly help: string | null;
};

/** A diagnosis that was made, whatever it found. */
export type PostmortemDiagnosis = {
  readonly at: Instant;
  readonly cluster: string;
  /** How many objects of each kind were looked at, the most first. */
  readonly looked: readonly { readonly kind: string; readonly count: number }[];
  readonly checks: number;
  /** What could not be seen, in sentences. */
  readonly gaps: readonly string[];
};
