import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import type { Deployment } from '../../../src/domain/cluster/workload.ts';
import { namespace, service, slice } from '../../builders/cluster-network.ts';
import { node } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

/** Two nodes with room. */
const nodes = [node(), node({ name: 'node-b', uid: 'uid-b' })];

/** The Deployment shop/checkout with its pods, behind a Service, on two nodes with room. */
export const checkout = (over: Partial<Deployment> = {}, count = over.replicas ?? 3) => {
  const owner = deployment({ annotations: { 'deployment.kubernetes.io/revision': '1' }, ...over });
  const set = replicaSet(owner);
  const pods = Array.from({ length: count }, (_, index) =>
    podOf(set, {
      name: `checkout-7d9f-${index}`,
      uid: `uid-pod-${index}`,
      node: index % 2 ? 'node-b' : 'node-a',
    }),
  );
  const [first] = pods;
  if (!first) throw new Error('there is no pod');
  const front = service();
  const around: Partial<ClusterView> = {
    deployments: [owner],
    replicasets: [set],
    pods,
    nodes,
    services: [front],
    endpointslices: [slice(front, pods)],
    namespaces: [namespace()],
  };
  return { owner, set, pods, first, front, around };
};
