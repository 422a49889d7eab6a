import type { ClusterView, ViewKind } from '../domain/cluster/cluster-view.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { Subject } from '../domain/cluster/subject.ts';
import type { Finding } from '../domain/finding.ts';
import type { Instant } from '../domain/instant.ts';

/** What a check looks at. Times compare with `view.takenAt`, never with a clock. */
export type Situation = {
  readonly view: ClusterView;
  /** The view's objects by what binds them together. */
  readonly lookup: Lookup;
  readonly subject: Subject;
  /** When the trouble began, as far as the incident knows. */
  readonly onset: Instant;
};

/**
 * One check: a pure function of a situation. It finds what is wrong anywhere in the view; how near that is to the
 * alert's subject is the ranking's business. `reads` are the kinds without which it can say nothing, `uses` those with
 * which it can say more.
 */
export type Check = {
  readonly id: string;
  /** What it looks for, as a line of the documentation. */
  readonly title: string;
  readonly reads: readonly ViewKind[];
  readonly uses?: readonly ViewKind[];
  readonly run: (situation: Situation) => readonly Finding[];
};
