import { ageOf } from './age.ts';
import { containerCells, type LabelSelector, labelsCell, selectorCell } from './containers-cells.ts';
import { ageColumn, column, nameColumn, printer, wide } from './table-printer.ts';

type Template = {
  spec: { containers: { name: string; image?: string }[]; nodeSelector?: Record<string, string> };
};

type Workload = {
  spec: { replicas?: number; selector?: LabelSelector; template: Template };
  status?: Record<string, number | undefined>;
};

const CONTAINERS = [wide('Containers'), wide('Images')];
const number = (name: string) => column(name, 'integer');
const view = (object: unknown): Workload => object as Workload;

export const deploymentPrinter = printer(
  [
    nameColumn,
    column('Ready'),
    column('Up-to-date'),
    column('Available'),
    ageColumn,
    ...CONTAINERS,
    wide('Selector'),
  ],
  (object, now) => {
    const { spec, status = {} } = view(object);
    return [
      object.metadata.name,
      `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
      status.updatedReplicas ?? 0,
      status.availableReplicas ?? 0,
      ageOf(object.metadata.creationTimestamp, now),
      ...containerCells(spec.template.spec.containers),
      selectorCell(spec.selector),
    ];
  },
);

export const replicaSetPrinter = printer(
  [
    nameColumn,
    number('Desired'),
    number('Current'),
    number('Ready'),
    ageColumn,
    ...CONTAINERS,
    wide('Selector'),
  ],
  (object, now) => {
    const { spec, status = {} } = view(object);
    return [
      object.metadata.name,
      spec.replicas ?? 0,
      status.replicas ?? 0,
      status.readyReplicas ?? 0,
      ageOf(object.metadata.creationTimestamp, now),
      ...containerCells(spec.template.spec.containers),
      selectorCell(spec.selector),
    ];
  },
);

export const daemonSetPrinter = printer(
  [
    nameColumn,
    number('Desired'),
    number('Current'),
    number('Ready'),
    number('Up-to-date'),
    number('Available'),
    column('Node Selector'),
    ageColumn,
    ...CONTAINERS,
    wide('Selector'),
  ],
  (object, now) => {
    const { spec, status = {} } = view(object);
    return [
      object.metadata.name,
      status.desiredNumberScheduled ?? 0,
      status.currentNumberScheduled ?? 0,
      status.numberReady ?? 0,
      status.updatedNumberScheduled ?? 0,
      status.numberAvailable ?? 0,
      labelsCell(spec.template.spec.nodeSelector),
      ageOf(object.metadata.creationTimestamp, now),
      ...containerCells(spec.template.spec.containers),
      selectorCell(spec.selector),
    ];
  },
);

export const statefulSetPrinter = printer(
  [nameColumn, column('Ready'), ageColumn, ...CONTAINERS],
  (object, now) => {
    const { spec, status = {} } = view(object);
    return [
      object.metadata.name,
      `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
      ageOf(object.metadata.creationTimestamp, now),
      ...containerCells(spec.template.spec.containers),
    ];
  },
);
