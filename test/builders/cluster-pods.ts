import type { ClusterEvent } from '../../src/domain/cluster/event.ts';
import type { Condition } from '../../src/domain/cluster/meta.ts';
import type { Node } from '../../src/domain/cluster/node.ts';
import type { ObjectRef } from '../../src/domain/cluster/object-ref.ts';
import type { ContainerState, ContainerStatus, Pod } from '../../src/domain/cluster/pod.ts';
import type { ContainerSpec, PodSpec, Probe } from '../../src/domain/cluster/pod-spec.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../src/domain/instant.ts';
import { meta, TAKEN } from './cluster.ts';

/** A condition that turned an hour before the view was taken. */
export const condition = (
  type: string,
  status: Condition['status'],
  over: Partial<Condition> = {},
): Condition => ({ type, status, reason: '', message: '', changedAt: TAKEN - HOUR, ...over });

export const running = (startedAt: Instant = TAKEN - HOUR): ContainerState => ({
  kind: 'running',
  startedAt,
});

export const waiting = (reason: string, message = ''): ContainerState => ({
  kind: 'waiting',
  reason,
  message,
});

export const terminated = (
  over: Partial<Extract<ContainerState, { kind: 'terminated' }>> = {},
): ContainerState => ({
  kind: 'terminated',
  exitCode: 1,
  signal: null,
  reason: 'Error',
  message: '',
  startedAt: TAKEN - 3 * MINUTE,
  finishedAt: TAKEN - 2 * MINUTE,
  ...over,
});

/** A container called `app` of the image registry.local/shop/checkout:1.0. */
export const container = (over: Partial<ContainerSpec> = {}): ContainerSpec => ({
  name: 'app',
  role: 'main',
  image: 'registry.local/shop/checkout:1.0',
  pullPolicy: 'IfNotPresent',
  command: [],
  args: [],
  ports: [],
  env: [],
  envFrom: [],
  requests: { cpu: 100, memory: 128 * 1024 ** 2 },
  limits: { memory: 256 * 1024 ** 2 },
  liveness: null,
  readiness: null,
  startup: null,
  mounts: [],
  privileged: false,
  ...over,
});

/** Every 10 s, three failures in a row, as Kubernetes fills in. */
export const probe = (over: Partial<Probe> = {}): Probe => ({
  how: 'http',
  port: '8080',
  detail: '/healthz',
  initialDelay: 0,
  period: 10,
  timeout: 1,
  failures: 3,
  ...over,
});

/** One container `app`, restarted always, nothing required of any node. */
export const podSpec = (over: Partial<PodSpec> = {}): PodSpec => ({
  containers: [container()],
  volumes: [],
  nodeSelector: {},
  nodeTerms: [],
  podAntiAffinity: [],
  spread: [],
  tolerations: [],
  priorityClass: null,
  serviceAccount: 'default',
  pullSecrets: [],
  restartPolicy: 'Always',
  hostNetwork: false,
  hostPid: false,
  gracePeriod: 30,
  ...over,
});

/** A running, ready container `app` that never restarted. */
export const status = (over: Partial<ContainerStatus> = {}): ContainerStatus => ({
  name: 'app',
  role: 'main',
  ready: true,
  restarts: 0,
  image: 'registry.local/shop/checkout:1.0',
  imageId: '',
  state: running(),
  lastState: null,
  ...over,
});

/** A pod that runs and is ready on node-a; `spec` needs only what differs from `podSpec`. */
export const pod = ({
  spec,
  ...over
}: Partial<Omit<Pod, 'spec'>> & { spec?: Partial<PodSpec> } = {}): Pod => ({
  ...meta('Pod', { name: 'checkout-7d9f-abcde', ...over }),
  node: 'node-a',
  phase: 'Running',
  reason: '',
  message: '',
  qos: 'Burstable',
  ip: '10.1.0.7',
  startedAt: over.createdAt ?? TAKEN - 24 * HOUR,
  conditions: [condition('Ready', 'True'), condition('PodScheduled', 'True')],
  containers: [status()],
  ...over,
  spec: podSpec(spec),
  kind: 'Pod',
});

/** A Ready node with 4 CPUs and 16 GiB. */
export const node = (over: Partial<Node> = {}): Node => ({
  ...meta('Node', { name: 'node-a', ...over }, false),
  unschedulable: false,
  taints: [],
  podCidr: '10.1.0.0/24',
  conditions: [condition('Ready', 'True')],
  capacity: { cpu: 4000, memory: 16 * 1024 ** 3, pods: 110 },
  allocatable: { cpu: 3900, memory: 15 * 1024 ** 3, pods: 110 },
  architecture: 'amd64',
  kubeletVersion: 'v1.34.1',
  addresses: [{ type: 'InternalIP', address: '192.168.0.1' }],
  images: [],
  ...over,
  kind: 'Node',
});

/** A warning of the kubelet, seen once a minute before the view was taken. */
export const event = (
  about: ObjectRef & { readonly uid: string },
  over: Partial<ClusterEvent> = {},
): ClusterEvent => ({
  namespace: about.namespace ?? 'default',
  name: `${about.name}.${over.reason ?? 'event'}`,
  about: { kind: about.kind, namespace: about.namespace, name: about.name, uid: about.uid },
  type: 'Warning',
  reason: 'BackOff',
  message: '',
  count: 1,
  firstAt: over.lastAt ?? TAKEN - MINUTE,
  lastAt: TAKEN - 60 * SECOND,
  source: 'kubelet',
  ...over,
});
