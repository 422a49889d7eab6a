import type { ClusterRehearsal } from './cluster-rehearsal.ts';
import type { ClusterWriter } from './cluster-writer.ts';

/** The clusters that may be changed, with the write identity. Only the executor has them. */
export interface ClusterChangers {
  /** Null: no change is configured for a cluster of this name. */
  named(name: string): { readonly rehearsal: ClusterRehearsal; readonly writer: ClusterWriter } | null;
}
