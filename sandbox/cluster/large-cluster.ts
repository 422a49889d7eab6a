import type { ClusterObject } from './cluster-object.ts';
import { largeApplication } from './large/large-application.ts';
import { largeNode, nodeName } from './large/large-node.ts';
import { before, hexOf, MINUTE } from './large/made-up.ts';

export type LargeOptions = {
  nodes: number;
  pods: number;
  /** Milliseconds since 1970 that ages count from. */
  now?: number;
};

const REPLICAS = 5;
const EVENTS_PER_CRASH = 4;

/**
 * A cluster of this size, as real ones are: applications of five pods in ten namespaces, spread over the nodes, one
 * pod in five hundred crashing, with events. The same size gives the same cluster, but for its times.
 */
export function largeCluster({ nodes, pods, now = Date.now() }: LargeOptions): ClusterObject[] {
  const applications = Math.ceil(pods / REPLICAS);
  const objects = [
    ...Array.from({ length: nodes }, (_, index) => largeNode(index, now)).flat(),
    ...Array.from({ length: applications }, (_, index) =>
      largeApplication({
        index,
        replicas: Math.min(REPLICAS, pods - index * REPLICAS),
        firstPod: index * REPLICAS,
        nodeOf: (pod) => nodeName((pod * 7) % nodes),
        now,
      }),
    ).flat(),
  ];
  const namespaces = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  namespaces.delete('kube-node-lease');
  return [
    ...[...namespaces].map(namespaceNamed),
    ...objects,
    ...objects.flatMap((object) => events(object, now)),
  ];
}

const namespaceNamed = (name: string): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  status: { phase: 'Active' },
});

/** What the kubelet says about a pod that crashes. */
function events(object: ClusterObject, now: number): ClusterObject[] {
  const { containerStatuses = [] } = (object.status ?? {}) as {
    containerStatuses?: { name: string; restartCount: number }[];
  };
  const crashing = containerStatuses.find(({ restartCount }) => restartCount > 0);
  if (object.kind !== 'Pod' || !crashing) return [];
  const { name, namespace, uid } = object.metadata;
  return ['Pulled', 'Created', 'Started', 'BackOff'].slice(0, EVENTS_PER_CRASH).map((reason) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${hexOf(`${name} ${reason}`, 16)}`, ...(namespace ? { namespace } : {}) },
    involvedObject: {
      apiVersion: 'v1',
      kind: 'Pod',
      name,
      namespace,
      uid,
      fieldPath: `spec.containers{${crashing.name}}`,
    },
    type: reason === 'BackOff' ? 'Warning' : 'Normal',
    reason,
    message:
      reason === 'BackOff' ? `Back-off restarting failed container ${crashing.name}` : `${reason} container`,
    source: { component: 'kubelet' },
    firstTimestamp: before(now, 60 * MINUTE),
    lastTimestamp: before(now, 2 * MINUTE),
    count: crashing.restartCount,
    eventTime: null,
    reportingComponent: 'kubelet',
    reportingInstance: '',
  }));
}
