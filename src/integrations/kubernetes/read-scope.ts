import { ClusterFailure } from '../../ports/cluster-failure.ts';

/** What the configuration lets a reader see, whatever its rights are. */
export type ReadScope = {
  /** Null: every namespace. */
  readonly namespaces: readonly string[] | null;
  /** Kinds besides Secret: `ConfigMap`, `configmaps` or `certificates.cert-manager.io`, in whichever case. */
  readonly deny: readonly string[];
};

/** A kind to be judged; `kind` may be unknown. */
type Named = { readonly group: string; readonly name: string; readonly kind?: string };

/** True for Secrets, which are never read, and for what the configuration denies. */
export function isDenied({ deny }: ReadScope, { group, name, kind }: Named): boolean {
  if (name === 'secrets' && group === '') return true;
  const names = [name, `${name}.${group}`, ...(kind === undefined ? [] : [kind.toLowerCase()])];
  return deny.some((denied) => names.includes(denied.toLowerCase()));
}

export function isAllowed({ namespaces }: ReadScope, namespace: string): boolean {
  return namespaces === null || namespaces.includes(namespace);
}

/** Throws ClusterFailure `forbidden` for a kind or a namespace that the configuration keeps out. */
export function assertInScope(scope: ReadScope, resource: Named, namespace: string | null): void {
  if (isDenied(scope, resource)) {
    const secrets = resource.name === 'secrets' && resource.group === '';
    const detail = secrets ? 'Secrets are never read' : `the configuration denies ${resource.name}`;
    throw new ClusterFailure('forbidden', { detail });
  }
  if (namespace !== null && !isAllowed(scope, namespace)) throw outOfScope(scope, namespace);
}

/** The failure for a namespace that the configuration does not name. */
export function outOfScope({ namespaces }: ReadScope, namespace: string): ClusterFailure {
  const allowed = (namespaces ?? []).join(', ');
  return new ClusterFailure('forbidden', {
    detail: `the configuration does not allow the namespace ${namespace}, only ${allowed}`,
  });
}
