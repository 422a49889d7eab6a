import type {
  ConfigMap,
  HorizontalPodAutoscaler,
  Namespace,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  PriorityClass,
  ServiceAccount,
} from '../../../domain/cluster/small-kinds.ts';
import { type Fields, fields, list, number, numberOrName, text, textOrNull, texts } from './fields.ts';
import { conditions, meta, selectorOrNull } from './meta.ts';
import type { Reading } from './reading.ts';

export function namespace(item: Fields, reading: Reading): Namespace {
  const status = fields(item.status);
  return {
    ...meta('Namespace', item, reading),
    phase: text(status.phase, 'Active'),
    conditions: conditions(status.conditions, reading),
  };
}

/** The names of the keys leave this function, the values don't. */
export function configMap(item: Fields, reading: Reading): ConfigMap {
  const keys = [...Object.keys(fields(item.data)), ...Object.keys(fields(item.binaryData))];
  return { ...meta('ConfigMap', item, reading, { managers: 'paths' }), keys };
}

export function serviceAccount(item: Fields, reading: Reading): ServiceAccount {
  return {
    ...meta('ServiceAccount', item, reading),
    pullSecrets: list(item.imagePullSecrets).map((entry) => text(fields(entry).name)),
  };
}

export function priorityClass(item: Fields, reading: Reading): PriorityClass {
  return { ...meta('PriorityClass', item, reading), value: number(item.value) };
}

export function persistentVolumeClaim(item: Fields, reading: Reading): PersistentVolumeClaim {
  const spec = fields(item.spec);
  return {
    ...meta('PersistentVolumeClaim', item, reading),
    phase: text(fields(item.status).phase, 'Pending'),
    storageClass: typeof spec.storageClassName === 'string' ? spec.storageClassName : null,
    asks: reading.quantities(fields(spec.resources).requests),
    accessModes: texts(spec.accessModes),
    volume: textOrNull(spec.volumeName),
  };
}

export function podDisruptionBudget(item: Fields, reading: Reading): PodDisruptionBudget {
  const [spec, status] = [fields(item.spec), fields(item.status)];
  return {
    ...meta('PodDisruptionBudget', item, reading),
    selector: selectorOrNull(spec.selector),
    minAvailable: numberOrName(spec.minAvailable),
    maxUnavailable: numberOrName(spec.maxUnavailable),
    disruptionsAllowed: number(status.disruptionsAllowed),
    conditions: conditions(status.conditions, reading),
  };
}

export function horizontalPodAutoscaler(item: Fields, reading: Reading): HorizontalPodAutoscaler {
  const [spec, status] = [fields(item.spec), fields(item.status)];
  const target = fields(spec.scaleTargetRef);
  return {
    ...meta('HorizontalPodAutoscaler', item, reading),
    target: { kind: text(target.kind), name: text(target.name) },
    min: number(spec.minReplicas, 1),
    max: number(spec.maxReplicas),
    current: number(status.currentReplicas),
    desired: number(status.desiredReplicas),
    conditions: conditions(status.conditions, reading),
  };
}
