import { builtInRoles } from './access/built-in-roles.ts';
import type { ClusterObject } from './cluster-object.ts';

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** What is in every cluster from the start. */
export const builtInObjects = (): ClusterObject[] => [...NAMESPACES.map(namespaceNamed), ...builtInRoles()];

const namespaceNamed = (name: string): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  spec: { finalizers: ['kubernetes'] },
  status: { phase: 'Active' },
});
