import { type Instant, MINUTE } from '../../domain/instant.ts';
import { imaginedContainers } from './imagined-containers.ts';

/** Enough that whatever a reading does for each object becomes quick, few enough to cost a tenth of a second. */
const APPS = 16;
const REPLICAS = 5;
const NODES = 8;

type Objects = readonly object[];

/** An application: what it is called, and when it came. */
type App = { readonly name: string; readonly namespace: string; readonly since: string; readonly n: number };

/**
 * The objects of a cluster that does not exist, by the plural of their kind, in the form and the order of an API
 * server's answers: applications with their pods on some nodes, most of them well, two of them crashing.
 */
export function imaginedObjects(now: Instant): ReadonlyMap<string, Objects> {
  const since = iso(now - 600 * MINUTE);
  const apps = Array.from({ length: APPS }, (_, n): App => {
    return { name: `app-${n}`, namespace: `team-${n % 4}`, since, n };
  });
  const pods = apps.flatMap((app) => Array.from({ length: REPLICAS }, (_, n) => podOf(app, n, now)));
  const namespaces = [...new Set(apps.map(({ namespace }) => namespace))];
  return new Map<string, Objects>([
    ['pods', pods],
    ['nodes', Array.from({ length: NODES }, (_, n) => nodeOf(n, since))],
    ['namespaces', namespaces.map((name) => ({ metadata: { name, uid: name, creationTimestamp: since } }))],
    [
      'replicasets',
      apps.map((app) => controllerOf(app, `${app.name}-1`, { kind: 'Deployment', name: app.name })),
    ],
    ['deployments', apps.map((app) => controllerOf(app, app.name, null))],
    ['services', apps.map(serviceOf)],
    ['endpointslices', apps.map(sliceOf)],
    ['configmaps', apps.map((app) => ({ ...metaOf(app, app.name), data: { 'config.yaml': 'port: 8080' } }))],
    ['serviceaccounts', apps.map((app) => metaOf(app, app.name))],
    ['events', apps.slice(0, 2).map((app) => eventOf(app, now))],
  ]);
}

function metaOf({ name: app, namespace, since }: App, name: string) {
  return {
    metadata: {
      ...{ name, namespace, uid: `${namespace}/${name}`, creationTimestamp: since, labels: { app } },
      managedFields: [{ manager: 'helm', operation: 'Update', time: since, fieldsV1: { 'f:spec': {} } }],
    },
  };
}

function ownedMeta(app: App, name: string, owner: { readonly kind: string; readonly name: string }) {
  const {
    metadata: { managedFields, ...metadata },
  } = metaOf(app, name);
  const reference = { ...owner, uid: `${app.namespace}/${owner.name}`, controller: true };
  return { metadata: { ...metadata, ownerReferences: [reference], managedFields } };
}

/** With the members in the order of an API server. `placed`: on which node, for a pod. */
function podSpecOf({ name, namespace }: App, volume: string, placed: { readonly nodeName?: string } = {}) {
  return {
    volumes: [
      { name: 'config', configMap: { name } },
      {
        name: volume,
        projected: { sources: [{ serviceAccountToken: { expirationSeconds: 3_607, path: 'token' } }] },
      },
    ],
    containers: imaginedContainers(name, namespace, volume),
    ...{ restartPolicy: 'Always', serviceAccountName: name },
    ...{ ...placed, securityContext: { runAsNonRoot: true } },
    tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }],
  };
}

function podOf(app: App, n: number, now: Instant) {
  const { name, since } = app;
  const crashes = app.n < 2;
  const ended = { exitCode: 1, reason: 'Error', finishedAt: iso(now - MINUTE) };
  const types = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'];
  const statusOf = (container: string) => ({
    ...{ name: container, image: `registry.example/${name}:1.0.${app.n}`, ready: !crashes, started: true },
    ...{ imageID: `registry.example/${name}@sha256:${'0'.repeat(64)}`, restartCount: crashes ? 9 : 0 },
    state: crashes ? { waiting: { reason: 'CrashLoopBackOff' } } : { running: { startedAt: since } },
    lastState: crashes ? { terminated: ended } : {},
  });
  return {
    ...ownedMeta(app, `${name}-1-${n}`, { kind: 'ReplicaSet', name: `${name}-1` }),
    spec: podSpecOf(app, `kube-api-access-${String(app.n * REPLICAS + n).padStart(5, '0')}`, {
      nodeName: `node-${(app.n + n) % NODES}`,
    }),
    status: {
      phase: 'Running',
      conditions: types.map((type) => ({
        ...{ type, status: crashes && type.endsWith('Ready') ? 'False' : 'True', lastTransitionTime: since },
      })),
      ...{ podIP: `10.1.${app.n}.${n}`, startTime: since, qosClass: 'Burstable' },
      containerStatuses: [statusOf(name), statusOf('proxy')],
    },
  };
}

function controllerOf(
  app: App,
  name: string,
  owner: { readonly kind: string; readonly name: string } | null,
) {
  const labels = { app: app.name };
  return {
    ...(owner ? ownedMeta(app, name, owner) : metaOf(app, name)),
    spec: {
      ...{ replicas: REPLICAS, selector: { matchLabels: labels } },
      template: { metadata: { labels }, spec: podSpecOf(app, 'token') },
    },
    status: { replicas: REPLICAS, updatedReplicas: REPLICAS, readyReplicas: REPLICAS },
  };
}

function serviceOf(app: App) {
  const ports = [{ name: 'http', port: 8_080, targetPort: 'http', protocol: 'TCP' }];
  return { ...metaOf(app, app.name), spec: { type: 'ClusterIP', ports, selector: { app: app.name } } };
}

function sliceOf(app: App) {
  const { metadata } = metaOf(app, app.name);
  const endpoints = Array.from({ length: REPLICAS }, (_, n) => ({
    ...{ addresses: [`10.1.${app.n}.${n}`], conditions: { ready: app.n >= 2, serving: true } },
    targetRef: { kind: 'Pod', name: `${app.name}-1-${n}`, namespace: app.namespace },
  }));
  return {
    metadata: { ...metadata, labels: { 'kubernetes.io/service-name': app.name } },
    ...{ ports: [{ name: 'http', port: 8_080, protocol: 'TCP' }], endpoints },
  };
}

function eventOf(app: App, now: Instant) {
  const about = { kind: 'Pod', name: `${app.name}-1-0`, namespace: app.namespace };
  return {
    ...metaOf(app, `${app.name}-1-0.1`),
    ...{
      involvedObject: about,
      type: 'Warning',
      reason: 'BackOff',
      count: 9,
      source: { component: 'kubelet' },
    },
    message: 'Back-off restarting failed container',
    ...{ firstTimestamp: iso(now - 60 * MINUTE), lastTimestamp: iso(now - MINUTE) },
  };
}

function nodeOf(n: number, since: string) {
  const name = `node-${n}`;
  const amounts = { cpu: '8', memory: '32Gi', pods: '110' };
  const types = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'];
  return {
    metadata: { name, uid: name, creationTimestamp: since, labels: { 'topology.kubernetes.io/zone': 'a' } },
    spec: { podCIDR: `10.1.${n}.0/24` },
    status: {
      ...{ capacity: amounts, allocatable: amounts },
      conditions: types.map((type) => ({
        ...{ type, status: type === 'Ready' ? 'True' : 'False', lastTransitionTime: since },
      })),
      nodeInfo: { kubeletVersion: 'v1.34.1', containerRuntimeVersion: 'containerd://2.1.0' },
    },
  };
}

/** As Kubernetes writes a time, in whole seconds. */
function iso(at: Instant): string {
  return new Date(at).toISOString().replace(/\.\d+/, '');
}
