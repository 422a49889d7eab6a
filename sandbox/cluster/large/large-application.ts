import type { ClusterObject } from '../cluster-object.ts';
import { largePod } from './large-pod.ts';
import { containerOf } from './large-template.ts';
import { applicationName, before, DAY, fieldsNamed, hexOf, MINUTE, managed, uidOf } from './made-up.ts';

export type ApplicationDraft = {
  index: number;
  replicas: number;
  /** Of its first pod. */
  firstPod: number;
  nodeOf: (pod: number) => string;
  now: number;
};

/** Every hundredth application has a pod that crashes. */
const CRASHES_EVERY = 100;

/** The last rollout of an application: on any of the last sixty days but this one. */
const rolledOutAgo = (index: number): number => (1 + (index % 60)) * DAY;

/** A Deployment with its two ReplicaSets, its pods, their settings and account, their Service and its EndpointSlice. */
export function largeApplication(draft: ApplicationDraft): ClusterObject[] {
  const { index, replicas, firstPod, nodeOf, now } = draft;
  const { namespace, name } = applicationName(index);
  const hash = hexOf(`${namespace}/${name} new`, 10);
  const replicaSet = `${name}-${hash}`;
  const crashing = index % CRASHES_EVERY === 0;
  const since = { now, time: before(now, rolledOutAgo(index)) };
  const pods = Array.from({ length: replicas }, (_, at) =>
    largePod({
      namespace,
      app: name,
      replicaSet,
      templateHash: hash,
      index: firstPod + at,
      node: nodeOf(firstPod + at),
      now,
      age: rolledOutAgo(index) - at * MINUTE,
      crashes: crashing && at === 0,
    }),
  );
  const ready = crashing ? replicas - 1 : replicas;
  return [
    workload('Deployment', namespace, name, since, { replicas, ready }),
    {
      ...workload('ReplicaSet', namespace, replicaSet, since, { replicas, ready }),
      ...{ spec: templated(name, namespace, replicas, { 'pod-template-hash': hash }) },
    },
    workload('ReplicaSet', namespace, `${name}-${hexOf(`${namespace}/${name} old`, 10)}`, since, {
      replicas: 0,
      ready: 0,
    }),
    ...pods,
    ...ownedByPods(namespace, name, now),
    ...network(namespace, name, pods, now),
  ];
}

const templated = (
  app: string,
  namespace: string,
  replicas: number,
  more: Record<string, string> = {},
): object => ({
  replicas,
  selector: { matchLabels: { app, ...more } },
  template: {
    metadata: { labels: { app, ...more } },
    spec: {
      containers: [containerOf(app, app, namespace, 'token'), containerOf('proxy', app, namespace, 'token')],
      restartPolicy: 'Always',
    },
  },
  progressDeadlineSeconds: 600,
  revisionHistoryLimit: 10,
});

function workload(
  kind: 'Deployment' | 'ReplicaSet',
  namespace: string,
  name: string,
  { now, time }: { now: number; time: string },
  { replicas, ready }: { replicas: number; ready: number },
): ClusterObject {
  const app = kind === 'Deployment' ? name : name.replace(/-[0-9a-f]+$/, '');
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: app, controller: true };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: {
      name,
      namespace,
      uid: uidOf(`${kind === 'Deployment' ? 'deploy' : 'rs'} ${namespace}/${name}`),
      generation: 3,
      creationTimestamp: kind === 'ReplicaSet' && replicas > 0 ? time : before(now, 90 * DAY),
      labels: { app },
      annotations: { 'deployment.kubernetes.io/revision': replicas === 0 ? '1' : '2' },
      ...(kind === 'Deployment'
        ? {}
        : { ownerReferences: [{ ...owner, uid: uidOf(`deploy ${namespace}/${app}`) }] }),
      managedFields: [
        managed('helm', 'apps/v1', time, { 'f:spec': fieldsNamed('replicas', 'selector', 'template') }),
      ],
    },
    spec: templated(app, namespace, replicas),
    status: {
      observedGeneration: 3,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: ready,
      availableReplicas: ready,
      conditions: [
        { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', lastTransitionTime: time },
      ],
    },
  };
}

/** What the pods of an application mount and run as. */
function ownedByPods(namespace: string, app: string, now: number): ClusterObject[] {
  const time = before(now, 90 * DAY);
  const metadata = { namespace, name: app, creationTimestamp: time, labels: { app } };
  const config = [
    `service: ${app}`,
    'server: { port: 8080, metrics: 9090, idleTimeout: 60s }',
    `cache: { address: "cache-0.${namespace}.svc.cluster.local:6379", database: 0 }`,
    'features: { newCheckout: true, searchSuggestions: false, darkMode: true }',
  ].join('\n');
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        ...metadata,
        managedFields: [managed('helm', 'v1', time, { 'f:data': fieldsNamed('config.yaml') })],
      },
      data: { 'config.yaml': config },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
  ];
}

function network(
  namespace: string,
  app: string,
  pods: readonly ClusterObject[],
  now: number,
): ClusterObject[] {
  const metadata = { namespace, creationTimestamp: before(now, 90 * DAY), labels: { app } };
  const port = { name: 'http', port: 8080, protocol: 'TCP' };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...metadata, name: app },
      spec: { type: 'ClusterIP', clusterIP: '10.96.0.10', ports: [port], selector: { app } },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        ...metadata,
        name: `${app}-${hexOf(`${namespace}/${app} slice`, 5)}`,
        labels: { 'kubernetes.io/service-name': app },
      },
      addressType: 'IPv4',
      ports: [port],
      endpoints: pods.map((pod) => endpointOf(pod)),
    },
  ];
}

function endpointOf(pod: ClusterObject): object {
  const { spec, status } = pod as unknown as {
    spec: { nodeName: string };
    status: { podIP: string; containerStatuses: { ready: boolean }[] };
  };
  const ready = status.containerStatuses.every((container) => container.ready);
  return {
    addresses: [status.podIP],
    conditions: { ready, serving: ready, terminating: false },
    nodeName: spec.nodeName,
    targetRef: { kind: 'Pod', name: pod.metadata.name, namespace: pod.metadata.namespace },
  };
}
