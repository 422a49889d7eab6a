import type { ClusterObject } from '../cluster-object.ts';
import { isMap, type Json, type JsonMap } from '../patches/json-value.ts';
import { defaultTemplate, withPodDefaults } from './pod-defaults.ts';

/** What the server fills in where a writer says nothing, for the kinds that are written here. */
export function withDefaults(object: ClusterObject): ClusterObject {
  const spec = isMap(object.spec) ? object.spec : undefined;
  if (object.kind === 'Pod') return { ...object, spec: withPodDefaults(spec ?? {}) };
  if (object.kind === 'Event') return { ...OF_EVENT, ...object };
  const defaults = spec && OF_SPEC[object.kind]?.(spec);
  return defaults ? { ...object, spec: { ...spec, ...missing(spec, defaults), ...templated(spec) } } : object;
}

const OF_EVENT = { eventTime: null, reportingComponent: '', reportingInstance: '' };

const rolling = (given: Json, rollingUpdate: JsonMap): JsonMap => {
  const strategy = isMap(given) ? given : {};
  const type = strategy.type ?? 'RollingUpdate';
  if (type !== 'RollingUpdate') return strategy;
  return {
    type,
    rollingUpdate: { ...rollingUpdate, ...(isMap(strategy.rollingUpdate) ? strategy.rollingUpdate : {}) },
  };
};

const OF_SPEC: Record<string, (spec: JsonMap) => JsonMap> = {
  Deployment: (spec) => ({
    replicas: 1,
    strategy: rolling(spec.strategy, { maxUnavailable: '25%', maxSurge: '25%' }),
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  }),
  ReplicaSet: () => ({ replicas: 1 }),
  StatefulSet: (spec) => ({
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: rolling(spec.updateStrategy, { partition: 0 }),
    revisionHistoryLimit: 10,
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  }),
  DaemonSet: (spec) => ({
    updateStrategy: rolling(spec.updateStrategy, { maxUnavailable: 1, maxSurge: 0 }),
    revisionHistoryLimit: 10,
  }),
  CronJob: () => ({
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  }),
};

/** Only what the spec does not say; strategies are completed where they are given. */
const missing = (spec: JsonMap, defaults: JsonMap): JsonMap =>
  Object.fromEntries(
    Object.entries(defaults).filter(([field]) => spec[field] === undefined || /trategy$/.test(field)),
  );

const templated = (spec: JsonMap): JsonMap =>
  isMap(spec.template) ? { template: defaultTemplate(spec.template) } : {};
