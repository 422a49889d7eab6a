import type { ClusterObject } from '../cluster-object.ts';
import { type ControllerContext, controllerOf, objectsIn } from './controller-context.ts';

type DeploymentSpec = {
  replicas?: number;
  paused?: boolean;
  revisionHistoryLimit?: number;
  progressDeadlineSeconds?: number;
  strategy?: {
    type?: string;
    rollingUpdate?: { maxSurge?: number | string; maxUnavailable?: number | string };
  };
};

/** What a Deployment asks for. */
export const specOf = ({ spec }: ClusterObject): DeploymentSpec => (spec ?? {}) as DeploymentSpec;

/** The ReplicaSets of a Deployment. */
export const setsOf = ({ world }: ControllerContext, { metadata }: ClusterObject): ClusterObject[] =>
  objectsIn(world, 'apps/replicasets', metadata.namespace).filter(
    (set) => controllerOf(set) === metadata.uid,
  );

/** How many more and how many fewer pods a rollout may have, from numbers or percentages. */
export function bounds(deployment: ClusterObject): { surge: number; unavailable: number } {
  const { replicas = 1, strategy } = specOf(deployment);
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategy?.rollingUpdate ?? {};
  if (strategy?.type === 'Recreate') return { surge: 0, unavailable: replicas };
  const part = (value: number | string, round: (number: number) => number) =>
    typeof value === 'number' ? value : round((Number.parseFloat(value) / 100) * replicas);
  const surge = part(maxSurge, Math.ceil);
  const unavailable = part(maxUnavailable, Math.floor);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}
