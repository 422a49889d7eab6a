import { describe, expect, it } from 'vitest';
import { dormantPolicies } from '../../../src/diagnosis/checks/dormant-policies.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { ONSET, situation, TAKEN } from '../../builders/cluster.ts';
import { everything } from '../../builders/cluster-admission.ts';
import { ingress, service, slice } from '../../builders/cluster-network.ts';
import { container, pod } from '../../builders/cluster-pods.ts';
import {
  customResourceDefinition,
  networkPolicy,
  networkProgram,
  peer,
} from '../../builders/cluster-policy.ts';
import {
  controllerRevision,
  daemonSet,
  deployment,
  podOf,
  replicaSet,
  template,
} from '../../builders/cluster-workloads.ts';

const AT = ONSET - 6 * MINUTE;
const YEAR = 365 * 24 * HOUR;

const calico = networkProgram('docker.io/calico/node:v3', {
  namespace: 'calico-system',
  name: 'calico-node',
  createdAt: AT,
});
const nginx = deployment({ namespace: 'edge', name: 'nginx' });
const nginxSet = replicaSet(nginx);
const controller = podOf(nginxSet, {
  spec: { containers: [container({ image: 'registry.k8s.io/ingress-nginx/controller:v1' })] },
});
const checkout = deployment();
const checkoutSet = replicaSet(checkout);
const backend = podOf(checkoutSet, { ip: '10.1.0.9' });
const front = service();
const old = networkPolicy({ name: 'from-edge', createdAt: TAKEN - YEAR });

const world = {
  networkpolicies: [old],
  daemonsets: [networkProgram(), calico],
  deployments: [nginx, checkout],
  replicasets: [nginxSet, checkoutSet],
  pods: [controller, backend],
  services: [front],
  endpointslices: [slice(front, [backend])],
  ingresses: [ingress()],
};
const findings = (over: Partial<ClusterView> = {}) => dormantPolicies.run(situation({ ...world, ...over }));
const policies = (...list: Parameters<typeof networkPolicy>[0][]) => ({
  networkpolicies: list.map((over) => networkPolicy({ createdAt: TAKEN - YEAR, ...over })),
});

describe('policies that slept', () => {
  it('are named with what woke them and what they deny', () => {
    const [finding, ...more] = findings();

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      sentence:
        'NetworkPolicy shop/from-edge of 2025-03-14 03:07 UTC was never enforced until DaemonSet calico-system/calico-node came at 02:55 UTC, 6 min before the alert; it does not let Deployment edge/nginx reach Service shop/checkout',
      confidence: 'consistent',
      severity: 'critical',
      changedAt: AT,
      affects: [
        { kind: 'Service', name: 'checkout' },
        { kind: 'Deployment', name: 'checkout' },
      ],
    });
    expect(finding?.evidence.at(-1)?.text).toContain('the API does not tell');
  });

  it('do no harm when they let in what is needed', () => {
    expect(
      findings(policies({ ingress: [{ peers: [peer({ namespaces: everything })], ports: [] }] })),
    ).toEqual([]);
  });

  it('did not sleep when an engine came long ago, or its kinds were there before', () => {
    const earlier = { ...calico, createdAt: TAKEN - YEAR / 2 };
    const kinds = customResourceDefinition({ createdAt: TAKEN - YEAR });

    expect(findings({ daemonsets: [earlier] })).toEqual([]);
    expect(findings({ daemonsets: [calico, { ...earlier, name: 'another' }] })).toEqual([]);
    expect(findings({ customresourcedefinitions: [kinds] })).toEqual([]);
    expect(findings({ customresourcedefinitions: [{ ...kinds, createdAt: AT }] })).toHaveLength(1);
  });

  it('still sleep where no program enforces any', () => {
    expect(findings({ daemonsets: [networkProgram()] })).toEqual([]);
  });

  it('are not those that came with the engine: these were meant to work', () => {
    expect(findings({ networkpolicies: [{ ...old, createdAt: AT + MINUTE }] })).toEqual([]);
  });

  it('wake up, too, when a program that was there is told to enforce', () => {
    const agent = (flag: string) =>
      template({
        containers: [
          container({ image: 'eks/aws-network-policy-agent:v1', args: [`--enable-network-policy=${flag}`] }),
        ],
      });
    const cni = daemonSet({ template: agent('true') });
    const revisions = [
      controllerRevision(cni, { name: 'aws-node-1', template: agent('false'), createdAt: TAKEN - YEAR }),
      controllerRevision(cni, { name: 'aws-node-2', revision: 2, createdAt: AT }),
    ];

    expect(findings({ daemonsets: [cni], controllerrevisions: revisions })[0]?.changedAt).toBe(AT);
    expect(
      findings({ daemonsets: [{ ...cni, template: agent('false') }], controllerrevisions: revisions }),
    ).toEqual([]);
  });

  it('are asked only about the port that the Ingress names', () => {
    const withMetrics = service({
      ports: [
        ...front.ports,
        { name: 'metrics', port: 9090, targetPort: '9090', protocol: 'TCP', nodePort: null },
      ],
    });
    const onlyHttp = { peers: [], ports: [{ protocol: 'TCP', port: '8080', endPort: null }] };

    expect(findings({ ...policies({ ingress: [onlyHttp] }), services: [withMetrics] })).toEqual([]);
  });

  it('also keep pods from resolving names', () => {
    const dns = service({
      namespace: 'kube-system',
      name: 'kube-dns',
      selector: { app: 'dns' },
      ports: [
        { name: 'dns', port: 53, targetPort: '53', protocol: 'UDP', nodePort: null },
        { name: 'metrics', port: 9153, targetPort: '9153', protocol: 'TCP', nodePort: null },
      ],
    });
    const coredns = pod({ namespace: 'kube-system', name: 'dns-1', labels: { app: 'dns' } });
    const all = { services: [front, dns], pods: [controller, backend, coredns] };
    const open = { peers: [], ports: [{ protocol: 'UDP', port: '53', endPort: null }] };

    expect(findings({ ...policies({ types: ['Egress'] }), ...all })[0]).toMatchObject({
      sentence: expect.stringContaining('it does not let Deployment shop/checkout resolve names'),
      affects: [{ kind: 'Deployment', name: 'checkout' }],
    });
    expect(findings({ ...policies({ types: ['Egress'], egress: [open] }), ...all })).toEqual([]);
  });
});
