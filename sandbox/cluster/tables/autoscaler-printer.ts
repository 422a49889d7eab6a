import { ageOf } from './age.ts';
import { fewOf } from './few-of.ts';
import { ageColumn, column, nameColumn, printer } from './table-printer.ts';

type Quantities = { averageUtilization?: number; averageValue?: string; value?: string };
type Source = { name?: string; target?: Quantities; current?: Quantities };
type Metric = { type: string; [source: string]: unknown };

type AutoscalerView = {
  spec: {
    scaleTargetRef: { kind: string; name: string };
    minReplicas?: number;
    maxReplicas: number;
    metrics?: Metric[];
    targetCPUUtilizationPercentage?: number;
  };
  status?: {
    currentReplicas?: number;
    currentMetrics?: Metric[] | null;
    currentCPUUtilizationPercentage?: number;
  };
};

/** Two metrics are shown, whatever their number. */
const MOST = 2;
const UNKNOWN = '<unknown>';

export const autoscalerPrinter = printer(
  [
    nameColumn,
    column('Reference'),
    column('Targets'),
    column('MinPods'),
    column('MaxPods'),
    column('Replicas'),
    ageColumn,
  ],
  (object, now) => {
    const autoscaler = object as unknown as AutoscalerView;
    const { spec, status = {} } = autoscaler;
    return [
      object.metadata.name,
      `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
      targetsCell(autoscaler),
      spec.minReplicas === undefined ? '<unset>' : String(spec.minReplicas),
      spec.maxReplicas,
      status.currentReplicas ?? 0,
      ageOf(object.metadata.creationTimestamp, now),
    ];
  },
);

function targetsCell({ spec, status = {} }: AutoscalerView): string {
  const { metrics = [], targetCPUUtilizationPercentage: target } = spec;
  if (target !== undefined) {
    const current = status.currentCPUUtilizationPercentage;
    return `cpu: ${current === undefined ? UNKNOWN : `${current}%`}/${target}%`;
  }
  const texts = metrics.map((metric, at) => metricText(metric, status.currentMetrics?.[at]));
  return fewOf(texts, MOST, ', ') || '<none>';
}

function metricText(metric: Metric, current: Metric | undefined): string {
  const key = metric.type.charAt(0).toLowerCase() + metric.type.slice(1);
  const { name, target = {} } = (metric[key] ?? {}) as Source;
  const now = ((current?.[key] ?? {}) as Source).current ?? {};
  const ofResource = key === 'resource' || key === 'containerResource';
  if (ofResource && target.averageUtilization !== undefined) {
    const used = now.averageUtilization === undefined ? UNKNOWN : `${now.averageUtilization}%`;
    return `${name}: ${used}/${target.averageUtilization}%`;
  }
  if (target.averageValue !== undefined) {
    const text = `${now.averageValue ?? UNKNOWN}/${target.averageValue}`;
    if (ofResource) return `${name}: ${text}`;
    return key === 'pods' ? text : `${text} (avg)`;
  }
  return `${now.value ?? UNKNOWN}/${target.value ?? UNKNOWN}`;
}
