import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import type { ContainerLog } from '../../../sandbox/cluster/logs/log-store.ts';
import type { SecretShape } from '../../fixtures/secrets/secret-shape.ts';

const NAMESPACE = 'shop';
const NAME = 'leaky';
const TEMPLATE_HASH = 'pod-template-hash';
const MINUTE = 60_000;
const uids = { Deployment: 'd-1', old: 'rs-1', now: 'rs-2', pod: 'p-1' };

/** As many containers as the shapes are spread over: each has its own variables, arguments, messages and log. */
export const CONTAINERS = 8;

/**
 * A workload that is careless with secrets wherever Kubernetes has room for a text: variables, arguments, annotations,
 * messages of ended containers and of conditions, events, a ConfigMap, the printed columns of a custom kind, and the
 * difference between two revisions.
 */
export function leakyObjects(shapes: readonly SecretShape[], now: number): ClusterObject[] {
  const at = (minutesAgo: number): string =>
    new Date(now - minutesAgo * MINUTE).toISOString().replace(/\.\d+Z$/, 'Z');
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE }, status: { phase: 'Active' } },
    node(),
    deployment(shapes, at),
    replicaSet('old', turned(shapes), at),
    replicaSet('now', shapes, at),
    pod(shapes, at),
    ...shapes.map((shape, index) => event(shape, index, at)),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: NAME, namespace: NAMESPACE, annotations: notes(shapes), creationTimestamp: at(90) },
      data: Object.fromEntries(shapes.map((shape, index) => [`note-${index}`, shape.in])),
    },
    definition(),
    readable(),
    ...shapes.map((shape, index) => ({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name: `widget-${index}`, namespace: NAMESPACE, annotations: notes([shape]) },
      spec: { note: shape.in },
    })),
  ];
}

/** What its containers write: every shape, between ordinary lines. */
export function leakyLogs(shapes: readonly SecretShape[], now: number): ContainerLog[] {
  return Array.from({ length: CONTAINERS }, (_, container) =>
    [false, true].map((previous) => {
      const texts = ofContainer(shapes, container).flatMap((shape) => [
        'an ordinary line',
        ...shape.in.split('\n'),
      ]);
      const lines = texts.map((text, index) => ({
        at: new Date(now - (previous ? 20 : 10) * MINUTE + index * 10).toISOString(),
        text,
      }));
      return { namespace: NAMESPACE, pod: POD, container: `c${container}`, previous, lines };
    }),
  ).flat();
}

const POD = `${NAME}-6d5c8b7f49-cfswz`;

const ofContainer = (shapes: readonly SecretShape[], container: number): readonly SecretShape[] =>
  shapes.filter((_, index) => index % CONTAINERS === container);

/** In every place another shape than now, so that a revision differs in all of them. */
const turned = (shapes: readonly SecretShape[]): readonly SecretShape[] => [
  ...shapes.slice(1),
  ...shapes.slice(0, 1),
];

const notes = (shapes: readonly SecretShape[]): Record<string, string> =>
  Object.fromEntries(shapes.map((shape, index) => [`example.com/note-${index}`, shape.in]));

const containers = (shapes: readonly SecretShape[]) =>
  Array.from({ length: CONTAINERS }, (_, container) => {
    const own = ofContainer(shapes, container);
    return {
      name: `c${container}`,
      image: 'registry.example.com/shop/leaky:1.0',
      imagePullPolicy: 'IfNotPresent',
      args: own.map((shape) => shape.in),
      env: own.map((shape, index) => ({ name: `NOTE_${index}`, value: shape.in })),
    };
  });

const template = (shapes: readonly SecretShape[], hash: string) => ({
  metadata: { labels: { app: NAME, [TEMPLATE_HASH]: hash }, annotations: notes(shapes) },
  spec: { containers: containers(shapes) },
});

const owner = (kind: string, name: string, uid: string) => [
  { apiVersion: 'apps/v1', kind, name, uid, controller: true },
];

function node(): ClusterObject {
  const conditions = [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }];
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' }, spec: {}, status: { conditions } };
}

function deployment(shapes: readonly SecretShape[], at: (minutes: number) => string): ClusterObject {
  const annotations = { ...notes(shapes), 'deployment.kubernetes.io/revision': '2' };
  const conditions = shapes.slice(0, 2).map((shape, index) => ({
    type: index === 0 ? 'Progressing' : 'Available',
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    message: shape.in,
    lastTransitionTime: at(10),
  }));
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: NAME,
      namespace: NAMESPACE,
      uid: uids.Deployment,
      annotations,
      creationTimestamp: at(90),
    },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: NAME } },
      template: { metadata: { labels: { app: NAME } }, spec: { containers: containers(shapes) } },
    },
    status: { replicas: 1, updatedReplicas: 1, unavailableReplicas: 1, conditions },
  };
}

function replicaSet(
  which: 'old' | 'now',
  shapes: readonly SecretShape[],
  at: (minutes: number) => string,
): ClusterObject {
  const hash = which === 'now' ? '6d5c8b7f49' : '5b6d7c9f88';
  const replicas = which === 'now' ? 1 : 0;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${NAME}-${hash}`,
      namespace: NAMESPACE,
      uid: uids[which],
      labels: { app: NAME, [TEMPLATE_HASH]: hash },
      annotations: { 'deployment.kubernetes.io/revision': which === 'now' ? '2' : '1' },
      ownerReferences: owner('Deployment', NAME, uids.Deployment),
      creationTimestamp: at(which === 'now' ? 30 : 90),
    },
    spec: {
      replicas,
      selector: { matchLabels: { app: NAME, [TEMPLATE_HASH]: hash } },
      template: template(shapes, hash),
    },
    status: { replicas },
  };
}

function pod(shapes: readonly SecretShape[], at: (minutes: number) => string): ClusterObject {
  const containerStatuses = Array.from({ length: CONTAINERS }, (_, container) => {
    const [first, second] = ofContainer(shapes, container);
    return {
      name: `c${container}`,
      image: 'registry.example.com/shop/leaky:1.0',
      imageID: '',
      containerID: `containerd://${container}`,
      ready: false,
      restartCount: 9,
      state: { waiting: { reason: 'CrashLoopBackOff', message: first?.in ?? '' } },
      lastState: {
        terminated: {
          containerID: `containerd://${container}`,
          exitCode: 1,
          reason: 'Error',
          message: second?.in ?? '',
          startedAt: at(21),
          finishedAt: at(20),
        },
      },
    };
  });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: POD,
      namespace: NAMESPACE,
      uid: uids.pod,
      labels: { app: NAME, [TEMPLATE_HASH]: '6d5c8b7f49' },
      annotations: notes(shapes),
      ownerReferences: owner('ReplicaSet', `${NAME}-6d5c8b7f49`, uids.now),
      creationTimestamp: at(30),
    },
    spec: { ...template(shapes, '').spec, nodeName: 'node-1' },
    status: {
      phase: 'Running',
      startTime: at(30),
      conditions: [
        { type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: shapes[2]?.in ?? '' },
      ],
      containerStatuses,
    },
  };
}

function event(shape: SecretShape, index: number, at: (minutes: number) => string): ClusterObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${POD}.${index}`, namespace: NAMESPACE, creationTimestamp: at(15) },
    involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace: NAMESPACE, name: POD, uid: uids.pod },
    type: 'Warning',
    reason: 'Unhealthy',
    message: shape.in,
    count: 3,
    firstTimestamp: at(20),
    lastTimestamp: at(15),
    source: { component: 'kubelet', host: 'node-1' },
  };
}

/** As an operator does with its kinds: whoever may view the cluster may view these. */
function readable(): ClusterObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'widgets', labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } },
    rules: [{ apiGroups: ['example.com'], resources: ['widgets'], verbs: ['get', 'list', 'watch'] }],
  };
}

function definition(): ClusterObject {
  const column = { name: 'Note', type: 'string', jsonPath: '.spec.note' };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          additionalPrinterColumns: [column],
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
    status: { conditions: [{ type: 'Established', status: 'True' }] },
  };
}
