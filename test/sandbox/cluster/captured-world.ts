import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import type { ContainerLog, LogLine } from '../../../sandbox/cluster/logs/log-store.ts';
import { captured, capturedBetween, shownIn, theObject } from './captured.ts';

/** The definition of the custom kind, and the roles of alice and bob: there in every replay. */
export const always = (): ClusterObject[] => [
  theObject('1110-crd'),
  ...parseAllDocuments(readFileSync(new URL('captured-access.yaml', import.meta.url), 'utf8')).map(
    (document) => document.toJS() as ClusterObject,
  ),
];

/**
 * The namespace `broken` with its 24 pods, the pods of node fake-3, and what else lists are asked of. Of the pods
 * that no capture shows whole there is another's copy.
 */
export function capturedWorld(): ClusterObject[] {
  const pods = ['0462-pod-on-notready-node', '0463-pod-evicted-by-taint-terminating'].map(theObject);
  const onFake3 = theObject('0462-pod-on-notready-node');
  const agent = theObject('0612-daemonset-pod-owner-and-revision-label');
  const failing = theObject('0451-pod-failed-job');
  return [
    ...always(),
    theObject('1117-service-nodeport'),
    ...capturedBetween(400, 471)
      .filter((name) => name !== '0438-pod-running-ready')
      .flatMap((name) => shownIn(captured(name))),
    ...pods,
    node('fake-3', '10.77.0.203', 10250),
    node('refusing', '10.77.0.1', 10299),
    onNode('refusing', renamed(agent, 'agent-t8hpt')),
    renamed(failing, 'failing-vh48d'),
    renamed(onFake3, 'agent-kcssb'),
    renamed(onFake3, 'edge-6c5d5b6fd6-rr6fk'),
    ...shownIn(captured('0336-list-items-lack-kind-apiversion')),
    ...['edge', 'orders', 'web'].map(deployment),
    ...shownIn(captured('0326-list-all-namespaces-one-deployment')),
  ];
}

const renamed = (object: ClusterObject, name: string): ClusterObject => {
  const { uid: _, resourceVersion: __, ...metadata } = object.metadata;
  return { ...object, metadata: { ...metadata, name } };
};

/** The 22 pods of the namespace `shop`. */
export const podsOfShop = (): ClusterObject[] => {
  const agent = theObject('0612-daemonset-pod-owner-and-revision-label');
  const names = Array.from({ length: 21 }, (_, index) => `web-${index}`);
  return [agent, ...names.map((name) => renamed(agent, name))];
};

const onNode = (nodeName: string, pod: ClusterObject): ClusterObject => ({
  ...pod,
  spec: { ...(pod.spec as object), nodeName },
});

/** A node whose status says nothing but where its kubelet is. */
const node = (name: string, address: string, port: number): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name },
  status: {
    addresses: [{ type: 'InternalIP', address }],
    daemonEndpoints: { kubeletEndpoint: { Port: port } },
  },
});

const deployment = (name: string): ClusterObject =>
  renamed(theObject('0600-managedfields-after-apply-and-status'), name);

const lineAt = (at: string, text: string): LogLine => ({ at, text });

/** What the containers of `broken` wrote, as the captured logs show it. */
export function capturedLogs(): ContainerLog[] {
  const log = (pod: string, container: string, ...texts: string[]): ContainerLog => ({
    namespace: 'broken',
    pod,
    container,
    lines: texts.map((text) => lineAt('2026-11-20T22:31:00.1Z', text)),
  });
  const crashed = log('crash', 'app', 'starting', 'fatal: cannot open config');
  return [
    log('failed', 'app', 'error: step 2 failed', 'step 1'),
    { ...crashed, previous: true },
    log('two', 'sidecar', 'sidecar up'),
    log('initwait', 'wait-for-db', 'waiting for db', 'waiting for db', 'waiting for db'),
    log('report-7l8d4', 'work', 'report written'),
    { namespace: 'broken', pod: 'fine', container: 'app', lines: linesOfFine() },
  ];
}

/** One line every two seconds; the last three are those of the capture, with their nanoseconds. */
function linesOfFine(): LogLine[] {
  const first = lineAt('2026-11-20T22:31:02.1Z', '2026-11-20T22:31:02Z INFO shop 1.0 starting, pod fine');
  const requests = Array.from({ length: 344 }, (_, index) => {
    const at = new Date(Date.parse('2026-11-20T22:31:02Z') + index * 2000).toISOString().replace('.000', '');
    return lineAt(at, `${at} INFO request ${index + 1} served`);
  });
  const timed = String(captured('0502-logs-timestamps').response.body).trimEnd().split('\n');
  return [
    first,
    ...requests,
    ...timed.map((line) => lineAt(line.split(' ')[0] ?? '', line.slice(line.indexOf(' ') + 1))),
  ];
}
