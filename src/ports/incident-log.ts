import type { Episode } from '../domain/alert.ts';
import type { Fact, GroupSummary, IncidentId } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/instant.ts';

/** A snapshot with the chain's head (opaque to everyone but the adapter). */
export type Loaded = { readonly incident: Incident; readonly head: string };

/** An inbox entry, or the part of it that belongs to one correlation key, that an append applies. */
export type Applied = { readonly inbox: 'alerts' | 'slack'; readonly entry: string; readonly part: string };

/** Everything that one append writes, all or nothing. */
export type Append = {
  /** What the decision was based on; null for a new incident. */
  readonly base: Loaded | null;
  readonly facts: readonly Fact[];
  /** The fold after the facts. */
  readonly incident: Incident;
  /** When `advance-incident` is to look at it: now, after any change (messages may show something old). */
  readonly nextDueAt: Instant | null;
  /** Makes the append repeatable: the second time, the stored answer comes back. */
  readonly requestId: string | null;
  /** Stored under the request id. JSON. */
  readonly answer: unknown;
  readonly episodes: readonly Episode[];
  readonly groups: readonly GroupSummary[];
  /** Correlation keys that must be unclaimed, or claimed by `from`, and are this incident's afterwards. */
  readonly claims: readonly { readonly key: string; readonly from: IncidentId | null }[];
  readonly applies: readonly Applied[];
};

export type AppendOutcome =
  | { readonly outcome: 'appended'; readonly loaded: Loaded }
  /** Somebody else appended first: load and decide again. */
  | { readonly outcome: 'conflict' }
  /** This request was answered before. */
  | { readonly outcome: 'repeated'; readonly answer: unknown }
  | { readonly outcome: 'claimed'; readonly key: string; readonly by: IncidentId }
  /** An inbox entry was applied before; nothing was written. */
  | { readonly outcome: 'already-applied' };

/** The incidents' logs. Throws Unavailable when the store can't be reached: then the outcome is not known. */
export interface IncidentLog {
  /** The snapshot, or null when there is no such incident. */
  load(id: IncidentId): Promise<Loaded | null>;
  append(append: Append): Promise<AppendOutcome>;
  /** The facts in order, from version `from` (1 if left out) to `to` (the last). */
  facts(id: IncidentId, range?: { readonly from?: number; readonly to?: number }): Promise<readonly Fact[]>;
  /** The answer stored under a request id, or undefined. */
  answerTo(requestId: string): Promise<unknown>;
  /** A number no incident has yet. Gaps are possible, repeats are not. */
  nextNumber(): Promise<number>;
}
