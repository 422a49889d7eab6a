/** A kind of objects that an API server serves, as discovery names it. */
export type Resource = {
  /** '' for the core group. */
  readonly group: string;
  readonly version: string;
  /** The plural, `deployments`: what RBAC and addresses say. */
  readonly name: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
};
