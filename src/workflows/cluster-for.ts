import type { ClusterReader, Clusters } from '../ports/cluster-reader.ts';

export type ClusterChoice = { readonly clusters: Clusters };

/**
 * The reader of an incident's cluster. `name` null: the alerts named none, and then it is the only one of the
 * configuration, if there is only one: a cluster is never guessed. Null: there is none to ask.
 */
export function clusterFor({ clusters }: ClusterChoice, name: string | null): ClusterReader | null {
  if (name !== null) return clusters.named(name);
  const [only, second] = clusters.names;
  return only === undefined || second !== undefined ? null : clusters.named(only);
}
