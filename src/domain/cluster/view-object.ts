import type { ViewKind, ViewObjects } from './cluster-view.ts';

/** The kinds of a view whose members are objects with a name and a uid of their own. */
export type ObjectKind = Exclude<ViewKind, 'events' | 'podusage' | 'nodeusage'>;

/** Any object of a view. */
export type ViewObject = ViewObjects[ObjectKind][number];

/** Under which plural a view keeps the objects of a kind. */
const plurals: Readonly<Record<ViewObject['kind'], ObjectKind>> = {
  Pod: 'pods',
  Node: 'nodes',
  Lease: 'leases',
  Namespace: 'namespaces',
  Deployment: 'deployments',
  ReplicaSet: 'replicasets',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  ControllerRevision: 'controllerrevisions',
  Job: 'jobs',
  CronJob: 'cronjobs',
  Service: 'services',
  EndpointSlice: 'endpointslices',
  Ingress: 'ingresses',
  NetworkPolicy: 'networkpolicies',
  PodDisruptionBudget: 'poddisruptionbudgets',
  HorizontalPodAutoscaler: 'horizontalpodautoscalers',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  ConfigMap: 'configmaps',
  ServiceAccount: 'serviceaccounts',
  PriorityClass: 'priorityclasses',
  CustomResourceDefinition: 'customresourcedefinitions',
  ValidatingWebhookConfiguration: 'webhookconfigurations',
  MutatingWebhookConfiguration: 'webhookconfigurations',
};

/** Every plural that holds objects, each once. */
export const objectKinds: readonly ObjectKind[] = [...new Set(Object.values(plurals))];

/** The plural under which a view keeps this kind; null: views do not hold it. */
export function pluralOf(kind: string): ObjectKind | null {
  return Object.hasOwn(plurals, kind) ? plurals[kind as ViewObject['kind']] : null;
}
