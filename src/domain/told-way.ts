import type { ObjectRef } from './cluster/object-ref.ts';
import type { RankedFinding } from './finding.ts';

const PASSED_BY = ['Pod', 'ReplicaSet'];

/**
 * The way from the alert to a finding as it is told: the pods and ReplicaSets between a Service and its Deployment tell
 * nobody anything. Out: empty when there is no way, or when the alert is about the object itself.
 */
export function toldWay({ path }: Pick<RankedFinding, 'path'>): readonly ObjectRef[] {
  if (!path || path.length < 2) return [];
  return path.filter(
    ({ kind }, index) => index === 0 || index === path.length - 1 || !PASSED_BY.includes(kind),
  );
}
