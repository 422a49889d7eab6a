/**
 * Why the cluster did not answer a question.
 * `forbidden`: the identity may not; `rule` would allow it. `unauthorized`: the credentials are not accepted.
 * `not-found`: no such object or kind. `gone`: a list changed too much while it was read. `timed-out`: the deadline
 * passed. `busy`: the API server asks for patience (429). `away`: it can't be reached, or not be trusted (`detail` says
 * which). `refused`: it does not accept the question (400, 406, 422 ...). `broken`: it failed itself (5xx).
 * `harmful`: the identity has rights (`detail` lists them) that a reader must not have, so it is not asked at all.
 */
export type ClusterFailureKind =
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

/** A rule as RBAC would need it: `get, list pods in apps`. */
export type AccessRule = {
  readonly verbs: readonly string[];
  readonly group: string;
  readonly resource: string;
  /** Null: in the whole cluster. */
  readonly namespace: string | null;
};

/** Thrown by every method of a ClusterReader. `detail` is the server's or the library's own word, redacted. */
export class ClusterFailure extends Error {
  readonly kind: ClusterFailureKind;
  readonly detail: string;
  readonly rule: AccessRule | null;
  readonly status: number | null;
  constructor(
    kind: ClusterFailureKind,
    {
      detail,
      rule = null,
      status = null,
      cause,
    }: { detail: string; rule?: AccessRule | null; status?: number | null; cause?: unknown },
  ) {
    super(kind, { cause });
    this.name = 'ClusterFailure';
    this.kind = kind;
    this.detail = detail;
    this.rule = rule;
    this.status = status;
  }
}
