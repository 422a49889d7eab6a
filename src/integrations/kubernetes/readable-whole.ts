import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { ClusterRehearsal } from '../../ports/cluster-rehearsal.ts';

type Where = Parameters<ClusterRehearsal['read']>[0];

/** A kind that changes are planned from. `only`: the one name that may be read. */
type Readable = { readonly group: string; readonly resource: string; readonly only?: string };

/**
 * All that is read whole, unredacted: what actions touch, what an undo puts back, and the namespace whose uid says
 * which cluster this is. The role in deploy/kubernetes/executor.yaml may get these and nothing else.
 */
export const readableWhole: readonly Readable[] = [
  { group: '', resource: 'pods' },
  { group: '', resource: 'nodes' },
  { group: '', resource: 'namespaces', only: 'kube-system' },
  { group: 'apps', resource: 'deployments' },
  { group: 'apps', resource: 'statefulsets' },
  { group: 'apps', resource: 'daemonsets' },
  { group: 'apps', resource: 'replicasets' },
  { group: 'apps', resource: 'controllerrevisions' },
  { group: 'batch', resource: 'cronjobs' },
];

/** Throws ClusterFailure `refused` for an object that no change is planned from, or one without a full name. */
export function checkReadable({ resource, namespace, name }: Where): void {
  const what = `${resource.kind} ${name}`;
  const known = readableWhole.find(
    (each) => each.group === resource.group && each.resource === resource.name,
  );
  if (!known || (known.only !== undefined && known.only !== name))
    throw new ClusterFailure('refused', { detail: `no change is planned from ${what}` });
  // Without a name the address would be that of all objects.
  if (name === '') throw new ClusterFailure('refused', { detail: `which ${resource.kind}?` });
  if (resource.namespaced && namespace === null)
    throw new ClusterFailure('refused', { detail: `${what} is in which namespace?` });
}
