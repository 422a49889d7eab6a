import type { ClusterObject } from '../cluster-object.ts';
import { isMap } from '../patches/json-value.ts';

const TOP = ['apiVersion', 'kind', 'metadata'];

/** The fields of the kinds that are changed most, from the Kubernetes API reference; of other kinds all are taken. */
const OF_SPEC: Record<string, string> = {
  Deployment:
    'replicas selector template strategy minReadySeconds revisionHistoryLimit paused progressDeadlineSeconds',
  ReplicaSet: 'replicas selector template minReadySeconds',
  StatefulSet:
    'replicas selector template volumeClaimTemplates serviceName podManagementPolicy updateStrategy revisionHistoryLimit minReadySeconds persistentVolumeClaimRetentionPolicy ordinals',
  DaemonSet: 'selector template updateStrategy minReadySeconds revisionHistoryLimit',
  CronJob:
    'schedule timeZone startingDeadlineSeconds concurrencyPolicy suspend jobTemplate successfulJobsHistoryLimit failedJobsHistoryLimit',
  NetworkPolicy: 'podSelector ingress egress policyTypes',
  PodDisruptionBudget: 'minAvailable maxUnavailable selector unhealthyPodEvictionPolicy',
  HorizontalPodAutoscaler:
    'scaleTargetRef minReplicas maxReplicas metrics behavior targetCPUUtilizationPercentage',
  Node: 'podCIDR podCIDRs providerID unschedulable taints configSource externalID',
  Scale: 'replicas',
};

const OF_TOP: Record<string, string> = {
  ConfigMap: 'data binaryData immutable',
  Secret: 'data stringData immutable type',
};

/** The paths that the kind does not have, as the server names them. */
export function unknownFields({ kind, spec, ...rest }: ClusterObject): string[] {
  const ofSpec = OF_SPEC[kind];
  const ofTop = OF_TOP[kind] ?? (ofSpec ? 'spec status' : undefined);
  const wrongTop = ofTop ? notIn({ ...rest, kind }, [...TOP, ...ofTop.split(' '), 'spec']) : [];
  const wrongSpec = ofSpec && isMap(spec) ? notIn(spec, ofSpec.split(' ')).map((name) => `spec.${name}`) : [];
  return [...wrongTop, ...wrongSpec];
}

/** The object without what its kind does not have: a server drops it. */
export function withoutUnknown(object: ClusterObject): ClusterObject {
  const dropped = unknownFields(object);
  if (dropped.length === 0) return object;
  const spec = isMap(object.spec) ? { ...object.spec } : undefined;
  const cleaned: ClusterObject = { ...object, ...(spec ? { spec } : {}) };
  for (const path of dropped) {
    if (path.startsWith('spec.')) delete spec?.[path.slice(5)];
    else delete cleaned[path];
  }
  return cleaned;
}

const notIn = (map: object, known: readonly string[]): string[] =>
  Object.keys(map).filter((name) => !known.includes(name));
