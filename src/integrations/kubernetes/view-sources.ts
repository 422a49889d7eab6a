import type { ViewKind, ViewObjects } from '../../domain/cluster/cluster-view.ts';
import {
  customResourceDefinition,
  mutatingConfiguration,
  validatingConfiguration,
} from './project/admission.ts';
import { event } from './project/event.ts';
import type { Fields } from './project/fields.ts';
import type { Managers } from './project/meta.ts';
import { networkPolicy } from './project/network-policy.ts';
import { lease, node } from './project/node.ts';
import { pod } from './project/pod.ts';
import type { Reading } from './project/reading.ts';
import { endpointSlice, ingress, service } from './project/service.ts';
import {
  configMap,
  horizontalPodAutoscaler,
  namespace,
  persistentVolumeClaim,
  podDisruptionBudget,
  priorityClass,
  serviceAccount,
} from './project/small-kinds.ts';
import { nodeUsage, podUsage } from './project/usage.ts';
import {
  controllerRevision,
  cronJob,
  daemonSet,
  deployment,
  job,
  replicaSet,
  statefulSet,
} from './project/workload.ts';
import type { ResourceName } from './resource-path.ts';

/** Where the heartbeats of nodes are. Other leases are of leader elections and change every second. */
const NODE_LEASES = 'kube-node-lease';

/** One list of a kind: what to ask for, and what becomes of each object. */
export type ViewSource<K extends ViewKind> = {
  readonly resource: ResourceName & { readonly kind: string };
  /** `cluster`, `namespaced`, or the one namespace that it is read in. */
  readonly scope: 'cluster' | 'namespaced' | { readonly only: string };
  readonly project: (item: Fields, reading: Reading) => ViewObjects[K][number];
  /** Objects per page, for kinds with large objects. */
  readonly page?: number;
  /** What its projection keeps of who wrote to it; the names, when nothing is said. */
  readonly managers?: Managers;
  /** For kinds that have containers: they are pods, or have templates of pods. */
  readonly containers?: 'pods' | 'templates';
};

type Sources = { readonly [K in ViewKind]: readonly ViewSource<K>[] };

const named = (group: string, version: string, name: string, kind: string) => ({
  group,
  version,
  name,
  kind,
});
const core = (name: string, kind: string) => named('', 'v1', name, kind);
const apps = (name: string, kind: string) => named('apps', 'v1', name, kind);
const metrics = (name: string, kind: string) => named('metrics.k8s.io', 'v1beta1', name, kind);
const admission = (name: string, kind: string) => named('admissionregistration.k8s.io', 'v1', name, kind);

const cluster = 'cluster';
const namespaced = 'namespaced';

/** Where the kinds of a view come from; all but metrics and custom kinds are in every cluster since 1.23. */
export const viewSources: Sources = {
  pods: [
    { resource: core('pods', 'Pod'), scope: namespaced, project: pod, managers: 'none', containers: 'pods' },
  ],
  events: [{ resource: core('events', 'Event'), scope: namespaced, project: event, managers: 'none' }],
  replicasets: [
    {
      resource: apps('replicasets', 'ReplicaSet'),
      scope: namespaced,
      project: replicaSet,
      managers: 'none',
      containers: 'templates',
    },
  ],
  // A ConfigMap may have a megabyte, a definition with its schemas half of that.
  configmaps: [
    {
      resource: core('configmaps', 'ConfigMap'),
      scope: namespaced,
      project: configMap,
      managers: 'paths',
      page: 100,
    },
  ],
  customresourcedefinitions: [
    {
      resource: named('apiextensions.k8s.io', 'v1', 'customresourcedefinitions', 'CustomResourceDefinition'),
      scope: cluster,
      project: customResourceDefinition,
      managers: 'paths',
      page: 50,
    },
  ],
  controllerrevisions: [
    {
      resource: apps('controllerrevisions', 'ControllerRevision'),
      scope: namespaced,
      project: controllerRevision,
      managers: 'none',
      containers: 'templates',
    },
  ],
  endpointslices: [
    {
      resource: named('discovery.k8s.io', 'v1', 'endpointslices', 'EndpointSlice'),
      scope: namespaced,
      project: endpointSlice,
      managers: 'none',
    },
  ],
  deployments: [
    {
      resource: apps('deployments', 'Deployment'),
      scope: namespaced,
      project: deployment,
      managers: 'paths',
      containers: 'templates',
    },
  ],
  statefulsets: [
    {
      resource: apps('statefulsets', 'StatefulSet'),
      scope: namespaced,
      project: statefulSet,
      managers: 'paths',
      containers: 'templates',
    },
  ],
  daemonsets: [
    {
      resource: apps('daemonsets', 'DaemonSet'),
      scope: namespaced,
      project: daemonSet,
      managers: 'paths',
      containers: 'templates',
    },
  ],
  jobs: [
    {
      resource: named('batch', 'v1', 'jobs', 'Job'),
      scope: namespaced,
      project: job,
      containers: 'templates',
    },
  ],
  cronjobs: [
    {
      resource: named('batch', 'v1', 'cronjobs', 'CronJob'),
      scope: namespaced,
      project: cronJob,
      managers: 'paths',
      containers: 'templates',
    },
  ],
  services: [
    { resource: core('services', 'Service'), scope: namespaced, project: service, managers: 'paths' },
  ],
  ingresses: [
    {
      resource: named('networking.k8s.io', 'v1', 'ingresses', 'Ingress'),
      scope: namespaced,
      project: ingress,
      managers: 'paths',
    },
  ],
  networkpolicies: [
    {
      resource: named('networking.k8s.io', 'v1', 'networkpolicies', 'NetworkPolicy'),
      scope: namespaced,
      project: networkPolicy,
      managers: 'paths',
    },
  ],
  poddisruptionbudgets: [
    {
      resource: named('policy', 'v1', 'poddisruptionbudgets', 'PodDisruptionBudget'),
      scope: namespaced,
      project: podDisruptionBudget,
    },
  ],
  horizontalpodautoscalers: [
    {
      resource: named('autoscaling', 'v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler'),
      scope: namespaced,
      project: horizontalPodAutoscaler,
    },
  ],
  persistentvolumeclaims: [
    {
      resource: core('persistentvolumeclaims', 'PersistentVolumeClaim'),
      scope: namespaced,
      project: persistentVolumeClaim,
    },
  ],
  serviceaccounts: [
    { resource: core('serviceaccounts', 'ServiceAccount'), scope: namespaced, project: serviceAccount },
  ],
  nodes: [{ resource: core('nodes', 'Node'), scope: cluster, project: node }],
  leases: [
    {
      resource: named('coordination.k8s.io', 'v1', 'leases', 'Lease'),
      scope: { only: NODE_LEASES },
      project: lease,
      managers: 'none',
    },
  ],
  namespaces: [{ resource: core('namespaces', 'Namespace'), scope: cluster, project: namespace }],
  priorityclasses: [
    {
      resource: named('scheduling.k8s.io', 'v1', 'priorityclasses', 'PriorityClass'),
      scope: cluster,
      project: priorityClass,
    },
  ],
  webhookconfigurations: [
    {
      resource: admission('validatingwebhookconfigurations', 'ValidatingWebhookConfiguration'),
      scope: cluster,
      project: validatingConfiguration,
      managers: 'paths',
    },
    {
      resource: admission('mutatingwebhookconfigurations', 'MutatingWebhookConfiguration'),
      scope: cluster,
      project: mutatingConfiguration,
      managers: 'paths',
    },
  ],
  podusage: [
    { resource: metrics('pods', 'PodMetrics'), scope: namespaced, project: podUsage, managers: 'none' },
  ],
  nodeusage: [
    { resource: metrics('nodes', 'NodeMetrics'), scope: cluster, project: nodeUsage, managers: 'none' },
  ],
};

/** The kinds in the order in which they are read: what has most pages begins first. */
export const viewKinds = Object.keys(viewSources).filter((name): name is ViewKind => name in viewSources);
