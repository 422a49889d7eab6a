import type { PlannedRequest } from '../domain/action/planned-request.ts';
import type { Instant } from '../domain/instant.ts';
import type { JsonObject } from '../domain/json.ts';

/** What only `send-change` can make: the proof that the gate let this request through. */
export type ExecutionToken = { readonly proposal: string; readonly lease: string };

/**
 * Changing one cluster, with its write identity. Given to `send-change` alone. Sends once: nothing is repeated, not
 * even after a cut connection, because nobody knows then whether it had its effect. A lease is good for one request.
 * Throws ClusterFailure: `away`, `timed-out` and `broken` mean that the outcome is not known, every other kind that there
 * certainly was no effect; what did not even go out is `refused` (`unauthorized` without credentials) and says so.
 */
export interface ClusterWriter {
  write(token: ExecutionToken, request: PlannedRequest, until: Instant): Promise<JsonObject>;
}

/** The clusters that can be changed. */
export interface ClusterWriters {
  /** Null: no change is configured for a cluster of this name. */
  named(name: string): ClusterWriter | null;
}
