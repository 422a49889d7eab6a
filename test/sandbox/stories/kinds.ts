import type { ClusterObject } from '../../../sandbox/stories/expand-repeats.ts';

export type Meta = {
  name: string;
  namespace?: string;
  uid: string;
  creationTimestamp: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: { apiVersion: string; kind: string; name: string; uid: string; controller?: boolean }[];
  managedFields?: { manager: string; time: string; subresource?: string; fieldsV1: unknown }[];
};
export type Condition = {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime: string;
};
export type Terminated = { exitCode: number; reason: string; startedAt: string; finishedAt: string };
export type ContainerState = {
  waiting?: { reason: string };
  running?: { startedAt: string };
  terminated?: Terminated;
};
export type Container = {
  name: string;
  image: string;
  imagePullPolicy: string;
  ports?: { name?: string; containerPort: number; protocol: string }[];
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef?: { name: string } } }[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  readinessProbe?: unknown;
  securityContext?: { privileged?: boolean };
};
export type PodSpec = {
  nodeName?: string;
  hostNetwork?: boolean;
  hostPID?: boolean;
  serviceAccountName?: string;
  containers: Container[];
  volumes?: {
    name: string;
    hostPath?: { path: string };
    configMap?: { name: string };
    secret?: { secretName: string };
    persistentVolumeClaim?: { claimName: string };
  }[];
  affinity?: unknown;
  topologySpreadConstraints?: unknown;
};
export type Pod = {
  kind: 'Pod';
  metadata: Meta;
  spec: PodSpec;
  status: {
    phase: string;
    hostIP?: string;
    podIP?: string;
    qosClass: string;
    conditions: Condition[];
    containerStatuses?: {
      name: string;
      ready: boolean;
      restartCount: number;
      image: string;
      imageID: string;
      state: ContainerState;
      lastState: ContainerState;
    }[];
  };
};
export type Selector = { matchLabels: Record<string, string> };
export type Workload = {
  kind: string;
  metadata: Meta;
  spec: { replicas: number; selector: Selector; template: { spec: PodSpec } };
  status: { [count: string]: unknown; conditions?: Condition[] };
};
export type Node = {
  metadata: Meta;
  spec: { podCIDR?: string; unschedulable?: boolean };
  status: {
    conditions: Condition[];
    addresses: { type: string; address: string }[];
    allocatable: Record<string, string>;
    images?: { names: string[] }[];
  };
};
export type Service = {
  metadata: Meta;
  spec: {
    type: string;
    selector: Record<string, string>;
    ports: { name: string; targetPort: string | number }[];
    loadBalancerSourceRanges?: string[];
  };
  status: { loadBalancer: { ingress?: { hostname: string }[] } };
};
export type EndpointSlice = {
  metadata: Meta;
  endpoints: {
    addresses: string[];
    conditions: { ready: boolean };
    targetRef: { name: string; uid: string };
    nodeName: string;
  }[];
  ports: { name: string; port: number }[];
};
export type Event = {
  metadata: Meta;
  involvedObject: { kind: string; namespace?: string; name: string; uid: string };
  reason: string;
  message: string;
  type: string;
  count?: number;
  firstTimestamp: string | null;
  lastTimestamp: string | null;
  eventTime: string | null;
  series?: { lastObservedTime: string };
};
export type Lease = { metadata: Meta; spec: { renewTime: string } };
export type Metrics = {
  metadata: Meta;
  usage: Record<string, string>;
  containers: { usage: Record<string, string> }[];
};
export type Revision = { metadata: Meta; revision: number; data: { spec: { template: { spec: PodSpec } } } };

/** The objects of one kind, as what that kind is. The stories are data of this repository, so this is a claim. */
export function ofKind<T>(objects: readonly ClusterObject[], kind: string): T[] {
  return objects.filter((object) => object.kind === kind) as unknown as T[];
}

/** The condition of this type, or a failure that names the object. */
export function condition(
  object: { metadata: Meta; status: { conditions?: Condition[] } },
  type: string,
): Condition {
  const found = object.status.conditions?.find((candidate) => candidate.type === type);
  if (!found) throw new Error(`${object.metadata.name} has no condition ${type}`);
  return found;
}

/** Whether labels fit a selector of equal values. */
export function fits(labels: Record<string, string> | undefined, selector: Record<string, string>): boolean {
  return Object.entries(selector).every(([key, value]) => labels?.[key] === value);
}

/** Whether a pod is Ready by its condition. */
export function isReady(pod: Pod): boolean {
  return pod.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

/** When an event was last seen, whichever API wrote it. */
export function lastSeen(event: Event): string {
  return (
    event.series?.lastObservedTime ??
    event.lastTimestamp ??
    event.eventTime ??
    event.metadata.creationTimestamp
  );
}
