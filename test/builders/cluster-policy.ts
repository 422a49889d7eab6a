import type { CustomResourceDefinition } from '../../src/domain/cluster/admission.ts';
import type { NetworkPeer, NetworkPolicy } from '../../src/domain/cluster/network.ts';
import type { DaemonSet } from '../../src/domain/cluster/workload.ts';
import { meta } from './cluster.ts';
import { everything } from './cluster-admission.ts';
import { container } from './cluster-pods.ts';
import { daemonSet, template } from './cluster-workloads.ts';

/** Pods or namespaces that a rule names; nothing given: nothing asked of it. */
export const peer = (over: Partial<NetworkPeer> = {}): NetworkPeer => ({
  pods: null,
  namespaces: null,
  cidr: null,
  except: [],
  ...over,
});

/** Lets nothing into any pod of shop. */
export const networkPolicy = (over: Partial<NetworkPolicy> = {}): NetworkPolicy => ({
  ...meta('NetworkPolicy', { name: 'closed', ...over }),
  pods: everything,
  types: ['Ingress'],
  ingress: [],
  egress: [],
  ...over,
  kind: 'NetworkPolicy',
});

export const customResourceDefinition = (
  over: Partial<CustomResourceDefinition> = {},
): CustomResourceDefinition => ({
  ...meta('CustomResourceDefinition', { name: 'ippools.crd.projectcalico.org', ...over }, false),
  group: 'crd.projectcalico.org',
  plural: 'ippools',
  ofKind: 'IPPool',
  conditions: [],
  ...over,
  kind: 'CustomResourceDefinition',
});

/** A DaemonSet that installs a network plugin on its nodes: that of a VPC, which enforces no policies. */
export const networkProgram = (image = 'amazon-k8s-cni:v1', over: Partial<DaemonSet> = {}): DaemonSet =>
  daemonSet({
    template: template({
      hostNetwork: true,
      containers: [container({ name: 'node', image })],
      volumes: [{ name: 'cni', kind: 'HostPath', source: '/etc/cni/net.d' }],
    }),
    ...over,
  });
