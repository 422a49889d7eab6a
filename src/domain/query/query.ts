/** Where to look. `anywhere`: one name in all namespaces that may be read; several hits are refused with the list. */
export type Scope =
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'all' }
  | { readonly kind: 'anywhere' };

/** The kind of a target whose name alone was typed: whatever has pods and this name. */
export const WORKLOAD = 'workload';

/** A kind as it was typed (`deploy`, `pods`, `certificates.cert-manager.io`), and a name, both already validated. */
export type Target = { readonly resource: string; readonly name: string };

/**
 * A validated question to one cluster. It holds names, never addresses or free text: the adapter makes requests of it.
 * Times are milliseconds.
 */
export type Query =
  | {
      readonly kind: 'get';
      readonly resource: string;
      readonly name: string | null;
      readonly scope: Scope;
      /** In the API's own syntax, made again from what was parsed. */
      readonly labels: string | null;
    }
  | { readonly kind: 'describe'; readonly target: Target; readonly scope: Scope }
  | {
      readonly kind: 'logs';
      readonly target: Target;
      readonly scope: Scope;
      readonly container: string | null;
      readonly previous: boolean;
      readonly since: number | null;
      readonly tail: number;
      /** Lines that contain this text, whatever the case. */
      readonly grep: string | null;
    }
  | { readonly kind: 'events'; readonly target: Target | null; readonly scope: Scope }
  | {
      readonly kind: 'top';
      readonly of: 'pods' | 'nodes';
      readonly name: string | null;
      readonly scope: Scope;
    }
  | { readonly kind: 'drain'; readonly node: string; readonly scope: Scope }
  | { readonly kind: 'rollout'; readonly target: Target; readonly scope: Scope }
  /** `near`: the namespace from whose point of view changes are ranked. */
  | { readonly kind: 'changes'; readonly since: number; readonly scope: Scope; readonly near: string | null }
  | { readonly kind: 'images'; readonly target: Target; readonly scope: Scope }
  | {
      readonly kind: 'can-i';
      readonly verb: string;
      readonly resource: string;
      readonly name: string | null;
      readonly scope: Scope;
    };

/**
 * A question on its way: what was typed (redacted), what it means, and which cluster is asked. `namespaces`: who asked
 * may see these only, and nothing that is cluster-scoped; null: everything.
 */
export type Question = {
  readonly text: string;
  readonly query: Query;
  readonly cluster: string;
  readonly namespaces: readonly string[] | null;
};
