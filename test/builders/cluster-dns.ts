import type { ClusterView } from '../../src/domain/cluster/cluster-view.ts';
import type { Pod } from '../../src/domain/cluster/pod.ts';
import { type Instant, MINUTE } from '../../src/domain/instant.ts';
import { TAKEN } from './cluster.ts';
import { service, slice } from './cluster-network.ts';
import { condition, node, podSpec, status, terminated, waiting } from './cluster-pods.ts';
import { deployment, podOf, replicaSet, template } from './cluster-workloads.ts';

export const DNS_NAMESPACE = 'kube-system';
export const dnsLabels = { 'k8s-app': 'kube-dns' };
export const dnsPort = { name: 'dns', port: 53, targetPort: '53', protocol: 'UDP', nodePort: null };
export const dns = service({
  namespace: DNS_NAMESPACE,
  name: 'kube-dns',
  labels: dnsLabels,
  selector: dnsLabels,
  ports: [dnsPort],
});
export const coredns = deployment({
  namespace: DNS_NAMESPACE,
  name: 'coredns',
  replicas: 2,
  template: template(
    {
      volumes: [
        { name: 'config', kind: 'ConfigMap', source: 'coredns', optional: false, keys: ['Corefile'] },
      ],
    },
    dnsLabels,
  ),
});
export const corednsSet = replicaSet(coredns);
export const dnsPod = (name: string, over: Parameters<typeof podOf>[1] = {}) =>
  podOf(corednsSet, { name, spec: podSpec(), ...over });

/** Crashes since this time. */
export const crashingDnsPod = (
  name: string,
  since: Instant = TAKEN - 9 * MINUTE,
  over: Parameters<typeof podOf>[1] = {},
) =>
  dnsPod(name, {
    conditions: [condition('Ready', 'False', { changedAt: since })],
    containers: [
      status({
        name: 'app',
        ready: false,
        restarts: 6,
        state: waiting('CrashLoopBackOff'),
        lastState: terminated({ exitCode: 1 }),
      }),
    ],
    ...over,
  });

export const dnsWorld = (pods: readonly Pod[], over: Partial<ClusterView> = {}): Partial<ClusterView> => ({
  services: [dns],
  endpointslices: [slice(dns, pods)],
  deployments: [coredns],
  replicasets: [corednsSet],
  pods,
  nodes: [node(), node({ name: 'node-b' })],
  ...over,
});
