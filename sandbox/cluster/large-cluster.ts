import type { ClusterObject } from './cluster-object.ts';
import { largeApplication } from './large/large-application.ts';
import { kubeletEvents } from './large/large-event.ts';
import { largeNode, nodeName } from './large/large-node.ts';
import { usages } from './large/large-usage.ts';

export type LargeOptions = {
  nodes: number;
  pods: number;
  /** Milliseconds since 1970 that ages count from. */
  now?: number;
};

const REPLICAS = 5;

/**
 * A cluster of this size, as real ones are: applications of five pods in ten namespaces, spread over the nodes, one
 * pod in five hundred crashing, every other one slow now and then, with events and metrics. The same size gives the same cluster, but for its times.
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
    ...objects.flatMap((object, index) => [
      ...kubeletEvents(object, index, now),
      ...usages(object, index, now),
    ]),
  ];
}

const namespaceNamed = (name: string): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  status: { phase: 'Active' },
});
