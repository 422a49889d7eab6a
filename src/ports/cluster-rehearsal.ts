import type { PlannedRequest } from '../domain/action/planned-request.ts';
import type { Resource } from '../domain/cluster/resource.ts';
import type { Instant } from '../domain/instant.ts';
import type { JsonObject } from '../domain/json.ts';

/**
 * Rehearsing a change with the write identity of one cluster. The adapter knows only `dryRun=All`: nothing that goes
 * through it can change anything. Every method ends by `until` and throws ClusterFailure.
 */
export interface ClusterRehearsal {
  /** An object whole, as the server has it: for planning, never for showing. */
  read(
    where: { readonly resource: Resource; readonly namespace: string | null; readonly name: string },
    until: Instant,
  ): Promise<JsonObject>;
  /** What the server would answer to the request, with the warnings of its headers. */
  rehearse(
    request: PlannedRequest,
    until: Instant,
  ): Promise<{ readonly answer: JsonObject; readonly warnings: readonly string[] }>;
}

/** The clusters in which changes can be rehearsed. */
export interface ClusterRehearsals {
  /** Null: no change is configured for a cluster of this name. */
  named(name: string): ClusterRehearsal | null;
}
