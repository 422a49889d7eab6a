import type { Pod } from '../../src/domain/cluster/pod.ts';
import type { PodSpec } from '../../src/domain/cluster/pod-spec.ts';
import type { HorizontalPodAutoscaler } from '../../src/domain/cluster/small-kinds.ts';
import type {
  ControllerRevision,
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  PodTemplate,
  ReplicaSet,
  StatefulSet,
} from '../../src/domain/cluster/workload.ts';
import { meta, ownedBy, TAKEN } from './cluster.ts';
import { condition, pod, podSpec } from './cluster-pods.ts';

/** Labels as the apps of these tests have them. */
const appLabels = (app: string) => ({ app });

export const template = (
  spec: Partial<PodSpec> = {},
  labels: Record<string, string> = appLabels('checkout'),
): PodTemplate => ({ labels, annotations: {}, spec: podSpec(spec) });

const selector = (labels: Readonly<Record<string, string>>) => ({ labels, expressions: [] });

/** Three replicas of shop/checkout, all updated and ready. `replicas` fills in every count that is not given. */
export const deployment = (over: Partial<Deployment> = {}): Deployment => {
  const replicas = over.replicas ?? 3;
  return {
    ...meta('Deployment', { name: 'checkout', ...over }),
    replicas,
    selector: selector(appLabels('checkout')),
    template: template(),
    observedGeneration: over.generation ?? 1,
    readyReplicas: replicas,
    conditions: [
      condition('Available', 'True'),
      condition('Progressing', 'True', { reason: 'NewReplicaSetAvailable' }),
    ],
    paused: false,
    strategy: 'RollingUpdate',
    progressDeadline: 600,
    currentReplicas: replicas,
    updatedReplicas: replicas,
    availableReplicas: replicas,
    ...over,
    kind: 'Deployment',
  };
};

/** A revision of a Deployment, by default its first with the hash 7d9f. */
export const replicaSet = (of: Deployment, over: Partial<ReplicaSet> = {}): ReplicaSet => {
  const replicas = over.replicas ?? of.replicas;
  return {
    ...meta('ReplicaSet', { namespace: of.namespace, name: `${of.name}-7d9f`, ...over }),
    owner: ownedBy(of),
    replicas,
    selector: of.selector,
    template: of.template,
    observedGeneration: 1,
    readyReplicas: replicas,
    conditions: [],
    currentReplicas: replicas,
    revision: 1,
    ...over,
    kind: 'ReplicaSet',
  };
};

/** A pod of a ReplicaSet, with the labels and the spec of its template. */
export const podOf = (of: ReplicaSet, over: Parameters<typeof pod>[0] = {}): Pod =>
  pod({
    namespace: of.namespace,
    name: `${of.name}-abcde`,
    owner: ownedBy(of),
    ...over,
    labels: {
      ...of.template.labels,
      'pod-template-hash': of.name.slice(of.name.lastIndexOf('-') + 1),
      ...over.labels,
    },
    spec: { ...of.template.spec, ...over.spec },
  });

export const statefulSet = (over: Partial<StatefulSet> = {}): StatefulSet => {
  const replicas = over.replicas ?? 1;
  return {
    ...meta('StatefulSet', { name: 'orders-db', ...over }),
    replicas,
    selector: selector(appLabels('orders-db')),
    template: template({}, appLabels('orders-db')),
    observedGeneration: 1,
    readyReplicas: replicas,
    conditions: [],
    serviceName: 'orders-db',
    podManagement: 'OrderedReady',
    updateStrategy: 'RollingUpdate',
    firstOrdinal: 0,
    partition: 0,
    currentRevision: 'orders-db-1',
    updateRevision: 'orders-db-1',
    currentReplicas: replicas,
    updatedReplicas: replicas,
    claimTemplates: [],
    ...over,
    kind: 'StatefulSet',
  };
};

/** A DaemonSet of kube-system that runs on three nodes. */
export const daemonSet = (over: Partial<DaemonSet> = {}): DaemonSet => ({
  ...meta('DaemonSet', { namespace: 'kube-system', name: 'aws-node', ...over }),
  selector: selector(appLabels('aws-node')),
  template: template({}, appLabels('aws-node')),
  observedGeneration: 1,
  updateStrategy: 'RollingUpdate',
  desired: 3,
  current: 3,
  ready: 3,
  updated: 3,
  unavailable: 0,
  misscheduled: 0,
  conditions: [],
  ...over,
  kind: 'DaemonSet',
});

export const controllerRevision = (
  of: DaemonSet | StatefulSet,
  over: Partial<ControllerRevision> = {},
): ControllerRevision => ({
  ...meta('ControllerRevision', { namespace: of.namespace, name: `${of.name}-1`, ...over }),
  owner: ownedBy(of),
  revision: 1,
  template: of.template,
  ...over,
  kind: 'ControllerRevision',
});

/** A Job that runs one pod. */
export const job = (over: Partial<Job> = {}): Job => ({
  ...meta('Job', { name: 'nightly-29', ...over }),
  template: template({ restartPolicy: 'Never' }, appLabels('nightly')),
  suspended: false,
  backoffLimit: 6,
  active: 1,
  succeeded: 0,
  failed: 0,
  startedAt: over.createdAt ?? TAKEN - 3_600_000,
  completedAt: null,
  conditions: [],
  ...over,
  kind: 'Job',
});

export const cronJob = (over: Partial<CronJob> = {}): CronJob => ({
  ...meta('CronJob', { name: 'nightly', ...over }),
  schedule: '0 * * * *',
  suspended: false,
  concurrency: 'Allow',
  lastScheduledAt: TAKEN - 3_600_000,
  lastSucceededAt: TAKEN - 3_600_000,
  template: template({ restartPolicy: 'Never' }, appLabels('nightly')),
  ...over,
  kind: 'CronJob',
});

/** An autoscaler of the Deployment shop/checkout, from 3 to 8 pods, that does its work. */
export const autoscaler = (over: Partial<HorizontalPodAutoscaler> = {}): HorizontalPodAutoscaler => ({
  ...meta('HorizontalPodAutoscaler', { name: 'checkout', ...over }),
  target: { kind: 'Deployment', name: 'checkout' },
  min: 3,
  max: 8,
  current: 3,
  desired: 3,
  conditions: [
    condition('AbleToScale', 'True', { reason: 'ReadyForNewScale' }),
    condition('ScalingActive', 'True', { reason: 'ValidMetricFound' }),
    condition('ScalingLimited', 'False', { reason: 'DesiredWithinRange' }),
  ],
  ...over,
  kind: 'HorizontalPodAutoscaler',
});
