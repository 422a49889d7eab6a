import type { ClusterObject } from '../cluster-object.ts';
import { containerOf, imageOf, templateFields } from './large-template.ts';
import { before, DAY, fieldsNamed, hexOf, MINUTE, managed, uidOf } from './made-up.ts';

export type PodDraft = {
  namespace: string;
  app: string;
  replicaSet: string;
  templateHash: string;
  index: number;
  node: string;
  now: number;
  /** In milliseconds. */
  age: number;
  /** Restarts again and again; else it runs and is ready. */
  crashes: boolean;
};

const CONDITIONS = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'];

/** A pod as large as those of real clusters: with the fields that admission, the scheduler and the kubelet add. */
export function largePod(draft: PodDraft): ClusterObject {
  const { namespace, app, replicaSet, templateHash, index, node, now, age } = draft;
  const name = `${replicaSet}-${hexOf(`${namespace}/${replicaSet}/${index}`, 5)}`;
  const createdAt = before(now, age);
  const token = `kube-api-access-${hexOf(name, 5)}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `${replicaSet}-`,
      namespace,
      uid: uidOf(`pod ${namespace}/${name}`),
      generation: 1,
      creationTimestamp: createdAt,
      labels: {
        app,
        'app.kubernetes.io/name': app,
        'app.kubernetes.io/part-of': namespace,
        'pod-template-hash': templateHash,
      },
      annotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '9090',
        'kubectl.kubernetes.io/restartedAt': before(now, 100 * DAY),
        // As Calico leaves them on every pod.
        'cni.projectcalico.org/containerID': hexOf(`sandbox of ${namespace}/${name}`, 64),
        'cni.projectcalico.org/podIP': `${podIp(index)}/32`,
        'cni.projectcalico.org/podIPs': `${podIp(index)}/32`,
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: replicaSet,
          uid: uidOf(`rs ${namespace}/${replicaSet}`),
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
      managedFields: managedFields(createdAt, podIp(index)),
    },
    spec: specOf(draft, token),
    status: statusOf(draft, createdAt, node),
  };
}

const podIp = (index: number): string => `10.${64 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;

function managedFields(time: string, ip: string): object[] {
  const condition = { '.': {}, ...fieldsNamed('lastProbeTime', 'lastTransitionTime', 'status', 'type') };
  const conditions = CONDITIONS.map((type) => [`k:{"type":"${type}"}`, condition]);
  return [
    managed('kube-controller-manager', 'v1', time, templateFields()),
    managed(
      'kubelet',
      'v1',
      time,
      {
        'f:status': {
          'f:conditions': Object.fromEntries(conditions),
          ...fieldsNamed('containerStatuses', 'hostIP', 'hostIPs', 'phase', 'podIP', 'startTime'),
          'f:podIPs': { '.': {}, [`k:{"ip":"${ip}"}`]: { '.': {}, 'f:ip': {} } },
        },
      },
      'status',
    ),
  ];
}

const specOf = ({ app, namespace, node }: PodDraft, token: string): object => ({
  volumes: [
    { name: 'config', configMap: { name: app, defaultMode: 420 } },
    {
      name: token,
      projected: {
        sources: [
          { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
          { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
          {
            downwardAPI: {
              items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
            },
          },
        ],
        defaultMode: 420,
      },
    },
  ],
  containers: [containerOf(app, app, namespace, token), containerOf('proxy', app, namespace, token)],
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  serviceAccountName: app,
  serviceAccount: app,
  nodeName: node,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  schedulerName: 'default-scheduler',
  tolerations: ['not-ready', 'unreachable'].map((key) => ({
    key: `node.kubernetes.io/${key}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  })),
  priority: 0,
  enableServiceLinks: true,
  preemptionPolicy: 'PreemptLowerPriority',
});

function statusOf({ app, crashes, index, now }: PodDraft, createdAt: string, node: string): object {
  const ready = (type: string) => !crashes || !['Ready', 'ContainersReady'].includes(type);
  return {
    phase: 'Running',
    conditions: CONDITIONS.map((type) => ({
      type,
      status: ready(type) ? 'True' : 'False',
      lastProbeTime: null,
      lastTransitionTime: createdAt,
      ...(ready(type)
        ? {}
        : { reason: 'ContainersNotReady', message: `containers with unready status: [${app}]` }),
    })),
    hostIP: hostIp(node),
    hostIPs: [{ ip: hostIp(node) }],
    podIP: podIp(index),
    podIPs: [{ ip: podIp(index) }],
    startTime: createdAt,
    containerStatuses: [
      crashes ? crashed(app, index, now) : running(app, index, createdAt),
      running('proxy', index, createdAt),
    ],
    qosClass: 'Burstable',
  };
}

const hostIp = (node: string): string => `10.0.${Number(node.slice(5)) >> 8}.${Number(node.slice(5)) & 255}`;

const identity = (name: string, index: number) => ({
  name,
  image: imageOf(name),
  imageID: `registry.example/${name}@sha256:${hexOf(`image ${imageOf(name)}`, 64)}`,
  containerID: `containerd://${hexOf(`container ${name} ${index}`, 64)}`,
});

const running = (name: string, index: number, startedAt: string): object => ({
  ...identity(name, index),
  state: { running: { startedAt } },
  lastState: {},
  ready: true,
  started: true,
  restartCount: 0,
});

function crashed(name: string, index: number, now: number): object {
  const { containerID } = identity(name, index);
  const ended = { exitCode: 1, reason: 'Error', containerID };
  const [startedAt, finishedAt] = [before(now, 3 * MINUTE), before(now, 2 * MINUTE)];
  return {
    ...identity(name, index),
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off 5m0s restarting failed container=${name}`,
      },
    },
    lastState: { terminated: { ...ended, startedAt, finishedAt } },
    ready: false,
    started: false,
    restartCount: 12,
  };
}
