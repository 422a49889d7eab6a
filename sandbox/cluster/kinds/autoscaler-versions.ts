import type { ClusterObject } from '../cluster-object.ts';

type Metric = { type: string; resource?: { name: string; target: { averageUtilization?: number } } };

type SpecV2 = { metrics?: Metric[]; behavior?: unknown; [field: string]: unknown };
type StatusV2 = {
  conditions?: unknown[];
  currentMetrics?: unknown[];
  lastScaleTime?: string;
  [field: string]: unknown;
};

const ANNOTATION = 'autoscaling.alpha.kubernetes.io/';

/** An autoscaler of autoscaling/v2 in the shape of v1: what v1 has no field for is in annotations. */
export function hpaAsV1(object: ClusterObject): ClusterObject {
  const { metrics, behavior: _, ...spec } = object.spec as SpecV2;
  const { conditions, currentMetrics, ...status } = (object.status ?? {}) as StatusV2;
  const cpu = metrics?.find((metric) => metric.type === 'Resource' && metric.resource?.name === 'cpu');
  const utilization = cpu?.resource?.target.averageUtilization;
  const annotations = {
    ...(conditions ? { [`${ANNOTATION}conditions`]: JSON.stringify(conditions) } : {}),
    ...(currentMetrics ? { [`${ANNOTATION}current-metrics`]: JSON.stringify(currentMetrics) } : {}),
    ...object.metadata.annotations,
  };
  return {
    ...object,
    apiVersion: 'autoscaling/v1',
    metadata: { ...object.metadata, annotations },
    spec: { ...spec, ...(utilization ? { targetCPUUtilizationPercentage: utilization } : {}) },
    status,
  };
}

/** An autoscaler of autoscaling/v1 in the shape of v2, in which all are kept. */
export function hpaAsV2(object: ClusterObject): ClusterObject {
  const { targetCPUUtilizationPercentage: utilization, ...spec } = object.spec as Record<string, unknown>;
  const cpu = { name: 'cpu', target: { type: 'Utilization', averageUtilization: utilization } };
  return {
    ...object,
    apiVersion: 'autoscaling/v2',
    spec: { ...spec, ...(utilization ? { metrics: [{ type: 'Resource', resource: cpu }] } : {}) },
  };
}
