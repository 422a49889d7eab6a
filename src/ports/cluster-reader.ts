import type { ClusterIdentity, ClusterView, ViewKind } from '../domain/cluster/cluster-view.ts';
import type { Resource } from '../domain/cluster/resource.ts';
import type { Table } from '../domain/cluster/table.ts';
import type { Instant } from '../domain/instant.ts';
import type { Json } from '../domain/json.ts';

/** Which objects of a kind. `namespace` null: in all namespaces that may be read (or cluster-scoped). */
export type Where = {
  readonly resource: Resource;
  readonly namespace: string | null;
  /** Validated by the grammar: a label selector in the API's own syntax; null: all. */
  readonly labels: string | null;
  /** One object of this name; null: all. */
  readonly name: string | null;
};

export type LogRequest = {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly previous: boolean;
  /** Lines from this moment on; null: from the beginning. */
  readonly since: Instant | null;
  /** The last so many lines. */
  readonly tail: number;
};

/** `at` null: the line has no time of its own. Texts are redacted. */
export type LogLine = { readonly at: Instant | null; readonly text: string };

/** `cut`: more than the bound of bytes; the oldest lines are missing. */
export type LogPiece = { readonly lines: readonly LogLine[]; readonly cut: boolean };

export type AccessQuestion = {
  readonly verb: string;
  readonly group: string;
  /** The plural; with a subresource `pods/log`. */
  readonly resource: string;
  readonly namespace: string | null;
  readonly name: string | null;
};

/** What the check of harmlessness found. `harms` are rights that a reader must not have, each as a line of words. */
export type Harmlessness = {
  readonly checkedAt: Instant;
  readonly questions: number;
  readonly harms: readonly string[];
  /** What could not be checked, and why. */
  readonly incomplete: readonly string[];
};

/**
 * Reading one cluster, with an identity that can't change anything. Everything that comes out is redacted. Every
 * method ends by `until` and throws ClusterFailure.
 */
export interface ClusterReader {
  /** As the configuration calls it. */
  readonly name: string;
  identity(until: Instant): Promise<ClusterIdentity>;
  /** Every kind that can be listed and that the configuration does not deny. Kept for some minutes. */
  resources(until: Instant): Promise<readonly Resource[]>;
  /** As the API server prints it, at most `limit` rows. */
  table(where: Where, limit: number, until: Instant): Promise<Table>;
  /** One object, redacted, without managedFields. */
  object(where: Where & { readonly name: string }, until: Instant): Promise<Json>;
  /** Namespaces and names of the objects of a kind, at most 5,000: for finding a name, or the nearest. */
  names(
    where: Where,
    until: Instant,
  ): Promise<readonly { readonly namespace: string | null; readonly name: string }[]>;
  logs(request: LogRequest, until: Instant): Promise<LogPiece>;
  /** What this identity may: the API server's own answer and, where it gives one, its reason. */
  mayI(
    question: AccessQuestion,
    until: Instant,
  ): Promise<{ readonly allowed: boolean; readonly reason: string }>;
  /** Reads kinds whole, in parallel; what can't be read becomes a gap. `namespaces` null: all that may be read. */
  view(
    request: { readonly kinds: readonly ViewKind[]; readonly namespaces: readonly string[] | null },
    until: Instant,
  ): Promise<ClusterView>;
  /** Asks the API server for every right that would do harm. */
  harmlessness(until: Instant): Promise<Harmlessness>;
}

/** The clusters of the configuration. */
export interface Clusters {
  readonly names: readonly string[];
  /** Null: the configuration has none of this name. */
  named(name: string): ClusterReader | null;
}
