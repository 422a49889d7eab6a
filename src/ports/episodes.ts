import type { Episode } from '../domain/alert.ts';
import type { GroupSummary, IncidentId } from '../domain/fact.ts';
import type { Instant } from '../domain/instant.ts';

/** All alert episodes of an incident, beside its log (the snapshot keeps counts and the top of them only). */
export interface Episodes {
  all(id: IncidentId): Promise<readonly Episode[]>;
  /** The latest episode of each of these fingerprints, where there is one. */
  of(id: IncidentId, fingerprints: readonly string[]): Promise<readonly Episode[]>;
  ofGroup(id: IncidentId, group: string): Promise<readonly Episode[]>;
  /** All groups, or those among the given that there are: a storm has thousands. */
  groups(id: IncidentId, among?: readonly string[]): Promise<readonly GroupSummary[]>;
  /** When Alertmanager last spoke of this incident's alerts at all, heartbeats included. A side field, no fact. */
  lastSeenAt(id: IncidentId): Promise<Instant | null>;
  touch(id: IncidentId, at: Instant): Promise<void>;
}
