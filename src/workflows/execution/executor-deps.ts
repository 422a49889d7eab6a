import type { GateRules } from '../../domain/proposal/gate-rules.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Clusters } from '../../ports/cluster-reader.ts';
import type { ClusterRehearsals } from '../../ports/cluster-rehearsal.ts';
import type { Digests } from '../../ports/digests.ts';
import type { Directory } from '../../ports/directory.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';
import type { IncidentLog } from '../../ports/incident-log.ts';
import type { Jobs } from '../../ports/jobs.ts';
import type { Log } from '../../ports/log.ts';
import type { ObjectClaims } from '../../ports/object-claims.ts';
import type { SideNotes } from '../../ports/side-notes.ts';

/** How long the steps of an execution may take. Milliseconds. */
export type ExecutionTimes = {
  /** For one reading of what a change is planned from, rehearsal included. */
  readonly preparing: number;
  /** For the one request that changes something: so long its answer is waited for. */
  readonly request: number;
  /** How long the API server may still work at a request for whose answer nobody waits any more. */
  readonly serving: number;
  /**
   * How long nobody else touches a change that was begun. Longer than `request` and `serving` together: when it is over, a
   * request that is still under way somewhere has ended. What is left of that is how late it may be sent.
   */
  readonly lease: number;
  /** How long it is looked at until it counts as not done. */
  readonly verifying: number;
};

/** What the executor needs of the world, but for the way to change it: that is for send-change.ts alone. */
export type ExecutorDeps = {
  readonly log: IncidentLog;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly clusters: Clusters;
  readonly rehearsals: ClusterRehearsals;
  readonly claims: ObjectClaims;
  readonly directory: Directory;
  readonly digests: Digests;
  readonly evidence: EvidenceStore;
  readonly sideNotes: SideNotes;
  readonly logger: Log;
  /** Null: nothing may be changed. */
  readonly rules: GateRules | null;
  readonly times: ExecutionTimes;
  /** A new text that nobody can guess, for each lease. */
  readonly newToken: () => string;
};
