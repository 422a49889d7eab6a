import type { Instant } from '../instant.ts';
import type { CustomResourceDefinition, WebhookConfiguration } from './admission.ts';
import type { ClusterEvent } from './event.ts';
import type { EndpointSlice, Ingress, NetworkPolicy, Service } from './network.ts';
import type { Lease, Node } from './node.ts';
import type { Pod } from './pod.ts';
import type {
  ConfigMap,
  HorizontalPodAutoscaler,
  Namespace,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  PriorityClass,
  ServiceAccount,
  Usage,
} from './small-kinds.ts';
import type {
  ControllerRevision,
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  ReplicaSet,
  StatefulSet,
} from './workload.ts';

/** Which cluster this is. A cluster's own name is the uid of its kube-system namespace. */
export type ClusterIdentity = {
  /** As the configuration calls it. */
  readonly name: string;
  readonly uid: string;
  /** Host and port of the API server. */
  readonly server: string;
  /** `v1.34.1`. */
  readonly version: string;
};

/** The kinds that a view can hold, by the plural that RBAC knows. */
export type ViewObjects = {
  readonly pods: readonly Pod[];
  readonly nodes: readonly Node[];
  readonly leases: readonly Lease[];
  readonly namespaces: readonly Namespace[];
  readonly deployments: readonly Deployment[];
  readonly replicasets: readonly ReplicaSet[];
  readonly statefulsets: readonly StatefulSet[];
  readonly daemonsets: readonly DaemonSet[];
  readonly controllerrevisions: readonly ControllerRevision[];
  readonly jobs: readonly Job[];
  readonly cronjobs: readonly CronJob[];
  readonly services: readonly Service[];
  readonly endpointslices: readonly EndpointSlice[];
  readonly ingresses: readonly Ingress[];
  readonly networkpolicies: readonly NetworkPolicy[];
  readonly poddisruptionbudgets: readonly PodDisruptionBudget[];
  readonly horizontalpodautoscalers: readonly HorizontalPodAutoscaler[];
  readonly persistentvolumeclaims: readonly PersistentVolumeClaim[];
  readonly configmaps: readonly ConfigMap[];
  readonly serviceaccounts: readonly ServiceAccount[];
  readonly priorityclasses: readonly PriorityClass[];
  readonly customresourcedefinitions: readonly CustomResourceDefinition[];
  readonly webhookconfigurations: readonly WebhookConfiguration[];
  readonly events: readonly ClusterEvent[];
  /** From metrics.k8s.io. */
  readonly podusage: readonly Usage[];
  readonly nodeusage: readonly Usage[];
};

export type ViewKind = keyof ViewObjects;

/** Something that could not be read. What is empty because of a gap proves nothing. */
export type Gap = {
  readonly kind: ViewKind;
  /** Null: in the whole cluster. */
  readonly namespace: string | null;
  readonly why: 'forbidden' | 'absent' | 'timed-out' | 'away' | 'cut-short' | 'failed';
  /** A sentence that says what it was and, when forbidden, which rule would allow it. */
  readonly sentence: string;
};

/** What was read of a cluster, when, and what could not be read. Kinds that were not asked for are empty. */
export type ClusterView = ViewObjects & {
  readonly cluster: ClusterIdentity;
  readonly takenAt: Instant;
  readonly asked: readonly ViewKind[];
  readonly gaps: readonly Gap[];
};
