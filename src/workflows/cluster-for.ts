import { clusterOf } from '../domain/query/choose-cluster.ts';
import type { ClusterReader, Clusters } from '../ports/cluster-reader.ts';

export type ClusterChoice = { readonly clusters: Clusters };

/** The reader of an incident's cluster. `pinned` null: the alerts named none. Null: there is none to ask. */
export function clusterFor({ clusters }: ClusterChoice, pinned: string | null): ClusterReader | null {
  const name = clusterOf(clusters.names, pinned);
  return name === null ? null : clusters.named(name);
}
