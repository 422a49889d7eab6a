import { kindsOf, scale, statusOf } from './resource-kind.ts';

const all = ['all'];

export const appsKinds = kindsOf('apps', 'v1', [
  { kind: 'ControllerRevision', resource: 'controllerrevisions' },
  {
    kind: 'DaemonSet',
    resource: 'daemonsets',
    shortNames: ['ds'],
    categories: all,
    subresources: [statusOf('DaemonSet')],
  },
  {
    kind: 'Deployment',
    resource: 'deployments',
    shortNames: ['deploy'],
    categories: all,
    subresources: [scale, statusOf('Deployment')],
  },
  {
    kind: 'ReplicaSet',
    resource: 'replicasets',
    shortNames: ['rs'],
    categories: all,
    subresources: [scale, statusOf('ReplicaSet')],
  },
  {
    kind: 'StatefulSet',
    resource: 'statefulsets',
    shortNames: ['sts'],
    categories: all,
    subresources: [scale, statusOf('StatefulSet')],
  },
]);

const horizontalPodAutoscaler = {
  kind: 'HorizontalPodAutoscaler',
  resource: 'horizontalpodautoscalers',
  shortNames: ['hpa'],
  categories: all,
  subresources: [statusOf('HorizontalPodAutoscaler')],
};

/** The preferred version first. */
export const autoscalingKinds = [
  ...kindsOf('autoscaling', 'v2', [horizontalPodAutoscaler]),
  ...kindsOf('autoscaling', 'v1', [horizontalPodAutoscaler]),
];

export const batchKinds = kindsOf('batch', 'v1', [
  {
    kind: 'CronJob',
    resource: 'cronjobs',
    shortNames: ['cj'],
    categories: all,
    subresources: [statusOf('CronJob')],
  },
  { kind: 'Job', resource: 'jobs', categories: all, subresources: [statusOf('Job')] },
]);

export const policyKinds = kindsOf('policy', 'v1', [
  {
    kind: 'PodDisruptionBudget',
    resource: 'poddisruptionbudgets',
    shortNames: ['pdb'],
    subresources: [statusOf('PodDisruptionBudget')],
  },
]);

export const schedulingKinds = kindsOf('scheduling.k8s.io', 'v1', [
  { kind: 'PriorityClass', resource: 'priorityclasses', cluster: true, shortNames: ['pc'] },
]);
