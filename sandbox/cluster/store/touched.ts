import type { ClusterObject } from '../cluster-object.ts';

/**
 * Notes that something was written: the object, its namespace and whom it belongs to. Controllers look at nothing
 * else, so that a story stands still until somebody changes it.
 */
export function touch({ touched }: { touched: Set<string> }, { metadata, kind }: ClusterObject): void {
  if (metadata.uid) touched.add(metadata.uid);
  if (metadata.namespace && kind !== 'Event') touched.add(`namespace/${metadata.namespace}`);
  for (const owner of metadata.ownerReferences ?? []) touched.add(owner.uid);
}
