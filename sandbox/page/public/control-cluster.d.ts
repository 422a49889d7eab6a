import type { VNode } from 'preact';
import type { ClusterState } from '../cluster-controls.ts';

export const CLUSTER_FAULTS: Readonly<Record<string, string>>;
export function ClusterSection(props: {
  cluster: ClusterState;
  underWay?: string | undefined;
  run: (doing: Record<string, unknown>) => void;
}): VNode;
