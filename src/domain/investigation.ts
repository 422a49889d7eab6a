import type { Actor } from './actor.ts';
import type { ObjectRef } from './cluster/object-ref.ts';
import type { Confidence, FindingSeverity, Remedy } from './finding.ts';
import type { Instant } from './instant.ts';
import type { Question } from './query/query.ts';

/** A question that a person asked and nobody has answered yet. */
export type PendingQuery = {
  readonly query: number;
  readonly question: Question;
  readonly by: Actor;
  readonly askedAt: Instant;
};

/** Why a diagnosis runs: the incident is new, a person asked, more fires than before. */
export type DiagnosisReason = 'opened' | 'asked' | 'grew';

/** What a person wants diagnosed instead of what the alerts say: a kind as typed, a name, and where. */
export type DiagnosisTarget = {
  readonly resource: string;
  readonly name: string;
  readonly namespace: string | null;
};

/** A finding as the card shows it. The whole is kept as evidence. */
export type TopFinding = {
  readonly check: string;
  readonly sentence: string;
  readonly confidence: Confidence;
  readonly severity: FindingSeverity;
};

/** A change that the last diagnosis found helpful, as the form for it begins. `index`: of its finding in the diagnosis. */
export type FoundRemedy = {
  readonly diagnosis: number;
  readonly index: number;
  readonly target: ObjectRef;
  readonly remedy: Remedy;
  /** Why, in a sentence. */
  readonly sentence: string;
};

export type DiagnosisState = {
  /** How many were completed. */
  readonly done: number;
  /** Asked for by a person and not done yet. `cluster` null: the incident's. */
  readonly asked: {
    readonly about: DiagnosisTarget | null;
    readonly cluster: string | null;
    readonly by: Actor;
  } | null;
  /** When the last one was completed, and how many alerts fired then. */
  readonly at: Instant | null;
  readonly firing: number;
  /** The last one's best findings, at most three; empty: no cause was found. */
  readonly top: readonly TopFinding[];
  /** What could be proposed, from the findings that people see; at most five. */
  readonly remedies: readonly FoundRemedy[];
  /** How many kinds could not be read. */
  readonly gaps: number;
  /** The last completed one that is to be said in the channel, and the version of its fact; null: none. */
  readonly toTell: { readonly diagnosis: number; readonly version: number } | null;
  /** Why the last try came to nothing, in a sentence; null: it came to something. */
  readonly failure: { readonly sentence: string; readonly retryAt: Instant; readonly tries: number } | null;
};

/** A question that is asked again and again until it ends. */
export type Watch = {
  readonly watch: number;
  readonly question: Question;
  readonly by: Actor;
  readonly until: Instant;
  /** Why it ended; it is forgotten once its message says so. Null: it runs. */
  readonly ended: WatchEnd | null;
};

export type WatchEnd = 'time' | 'asked' | 'over';

/** What an incident wants to know of its cluster, and what it knows. */
export type Investigation = {
  readonly queries: readonly PendingQuery[];
  readonly lastQuery: number;
  readonly diagnosis: DiagnosisState;
  readonly watches: readonly Watch[];
  readonly lastWatch: number;
  /** How many texts are kept. */
  readonly evidence: number;
};

/** The watches that run. */
export function runningWatches({ watches }: Investigation): readonly Watch[] {
  return watches.filter(({ ended }) => ended === null);
}

export const nothingInvestigated: Investigation = {
  queries: [],
  lastQuery: 0,
  diagnosis: {
    done: 0,
    asked: null,
    at: null,
    firing: 0,
    top: [],
    remedies: [],
    gaps: 0,
    toTell: null,
    failure: null,
  },
  watches: [],
  lastWatch: 0,
  evidence: 0,
};
