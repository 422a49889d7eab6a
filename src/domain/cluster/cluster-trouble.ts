/**
 * Why a cluster did not answer a question.
 * `forbidden`: the identity may not; a rule would allow it. `unauthorized`: the credentials are not accepted.
 * `not-found`: no such object or kind. `gone`: a list changed too much while it was read. `timed-out`: the deadline
 * passed. `busy`: the API server asks for patience (429). `away`: it can't be reached, or not be trusted (the detail
 * says which). `refused`: it does not accept the question (400, 406, 422 ...). `broken`: it failed itself (5xx).
 * `harmful`: the identity has rights (the detail lists them) that a reader must not have, so it is not asked at all.
 */
export type ClusterTroubleKind =
  | 'forbidden'
  | 'unauthorized'
  | 'not-found'
  | 'gone'
  | 'timed-out'
  | 'busy'
  | 'away'
  | 'refused'
  | 'broken'
  | 'harmful';

/** A right as RBAC would need it: get and list pods in apps. */
export type AccessRule = {
  readonly verbs: readonly string[];
  readonly group: string;
  /** The plural; with a subresource `pods/log`. */
  readonly resource: string;
  /** Null: in the whole cluster. */
  readonly namespace: string | null;
};

/** What went wrong with a cluster. `detail` is the server's or the library's own word, redacted. */
export type ClusterTrouble = {
  readonly kind: ClusterTroubleKind;
  readonly detail: string;
  readonly rule: AccessRule | null;
};
