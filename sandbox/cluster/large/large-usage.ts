import type { ClusterObject } from '../cluster-object.ts';
import { before, MINUTE } from './made-up.ts';

/** What the metrics server says that a pod or a node uses; nothing about others. */
export function usages(object: ClusterObject, index: number, now: number): ClusterObject[] {
  const { name, namespace } = object.metadata;
  const measured = { timestamp: before(now, MINUTE), window: '15.04s' };
  const apiVersion = 'metrics.k8s.io/v1beta1';
  if (object.kind === 'Node') {
    const usage = { cpu: `${1_200_000_000 + index * 1_001}n`, memory: `${14_000_000 + index * 13}Ki` };
    return [{ apiVersion, kind: 'NodeMetrics', metadata: { name }, ...measured, usage }];
  }
  if (object.kind !== 'Pod') return [];
  const { containers } = object.spec as { containers: { name: string }[] };
  return [
    {
      apiVersion,
      kind: 'PodMetrics',
      metadata: { name, ...(namespace ? { namespace } : {}) },
      ...measured,
      containers: containers.map((container, at) => ({
        name: container.name,
        usage: {
          cpu: `${30_000_000 + index * 1_003 + at}n`,
          memory: `${90_000 + (index % 997) * 16 + at}Ki`,
        },
      })),
    },
  ];
}
