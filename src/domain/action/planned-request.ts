import type { Json } from '../json.ts';

/** Under which name the API server notes in managedFields whose fields these are. */
export const FIELD_MANAGER = 'keyturn';

/**
 * One literal request to an API server, without `dryRun`: the adapter that rehearses adds it, the one that writes does
 * not. All values are fixed when it is planned, so a repeated request is the same request.
 */
export type PlannedRequest = {
  readonly method: 'PATCH' | 'POST' | 'DELETE';
  /** With the group's prefix, without host and query: `/apis/apps/v1/namespaces/shop/deployments/checkout`. */
  readonly path: string;
  readonly contentType:
    | 'application/json'
    | 'application/json-patch+json'
    | 'application/merge-patch+json'
    | 'application/strategic-merge-patch+json';
  readonly body: Json;
};
