import { describe, expect, it } from 'vitest';
import { exposedAdminUi } from '../../../src/diagnosis/checks/exposed-admin-ui.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import { HOUR } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { ingress, service } from '../../builders/cluster-network.ts';
import { container, node, pod } from '../../builders/cluster-pods.ts';

const image = (name: string, over = {}) => ({ spec: { containers: [container({ image: name, ...over })] } });
const scope = pod({
  name: 'scope-app',
  labels: { app: 'scope' },
  ...image('docker.io/weaveworks/scope:1.13'),
});
const agent = pod({
  name: 'scope-agent',
  node: 'node-b',
  ...image('docker.io/weaveworks/scope:1.13', { privileged: true }),
});
const opened = {
  name: 'kubectl-edit',
  operation: 'Update' as const,
  subresource: null,
  at: TAKEN - 60 * HOUR,
  paths: ['spec.type'],
};
const open = service({
  name: 'scope',
  type: 'LoadBalancer',
  selector: { app: 'scope' },
  loadBalancer: ['lb-1.elb.example.com'],
  managers: [opened],
});

const findings = (over: Partial<ClusterView> = {}) =>
  exposedAdminUi.run(situation({ pods: [scope, agent], services: [open], nodes: [node()], ...over }));
const through = (over: Parameters<typeof service>[0]) =>
  findings({ services: [{ ...open, ...over } as typeof open] });
const behind = (...images: string[]) =>
  findings({ pods: images.map((name) => ({ ...scope, ...pod({ ...scope, ...image(name) }) })) });

describe('a program to administer something', () => {
  it('that everybody can open is named with its address, since when, and what its pods may do', () => {
    expect(findings()).toMatchObject([
      {
        sentence:
          'Service shop/scope opens Weave Scope, which asks for no login, to everybody at lb-1.elb.example.com since 2026-03-11 15:07 UTC, by kubectl-edit; 1 of its pods runs privileged on 1 node',
        object: { kind: 'Service', namespace: 'shop', name: 'scope' },
        confidence: 'consistent',
        severity: 'critical',
        changedAt: TAKEN - 60 * HOUR,
        help: { action: 'Service to ClusterIP' },
      },
    ]);
    expect(findings()[0]?.affects.map(({ name }) => name)).toEqual(['scope-app', 'scope-agent']);
  });

  it('is not open when it keeps to itself, in the words of any provider', () => {
    const annotated = (key: string, value: string) => through({ annotations: { [key]: value } });

    expect(annotated('service.beta.kubernetes.io/aws-load-balancer-internal', 'true')).toEqual([]);
    expect(annotated('service.beta.kubernetes.io/aws-load-balancer-scheme', 'internal')).toEqual([]);
    expect(annotated('networking.gke.io/load-balancer-type', 'Internal')).toEqual([]);
    expect(annotated('service.beta.kubernetes.io/azure-load-balancer-internal', 'true')).toEqual([]);
    expect(annotated('service.beta.kubernetes.io/azure-load-balancer-internal', 'false')).toHaveLength(1);
    expect(through({ loadBalancer: ['10.0.0.7'] })).toEqual([]);
    expect(through({ loadBalancer: ['internal-x.elb.amazonaws.com'] })).toEqual([]);
  });

  it('is not open to all with source ranges, unless one of them is everything', () => {
    expect(through({ sourceRanges: ['203.0.113.0/24'] })).toEqual([]);
    expect(through({ sourceRanges: ['203.0.113.0/24', '0.0.0.0/0'] })).toHaveLength(1);
  });

  it('is not open before its load balancer has an address, nor by type ClusterIP', () => {
    expect(through({ loadBalancer: [] })).toEqual([]);
    expect(through({ type: 'ClusterIP' })).toEqual([]);
  });

  it('is open by a node port only where nodes have outer addresses', () => {
    const port = { name: null, port: 80, targetPort: '4040', protocol: 'TCP', nodePort: 30_862 };
    const byPort = { services: [{ ...open, type: 'NodePort', ports: [port] }] };
    const outer = node({ addresses: [{ type: 'ExternalIP', address: '203.0.113.9' }] });

    expect(findings(byPort)).toEqual([]);
    expect(findings({ ...byPort, nodes: [outer] })[0]?.sentence).toContain('203.0.113.9:30862');
  });

  it('is open by an Ingress that asks nobody, and not by one that does', () => {
    const byIngress = (annotations: Record<string, string>) =>
      findings({
        services: [{ ...open, type: 'ClusterIP' }],
        ingresses: [
          ingress({
            annotations,
            backends: [{ host: 'scope.example', path: '/', service: 'scope', port: '80' }],
          }),
        ],
      });

    expect(byIngress({})).toMatchObject([
      { object: { kind: 'Ingress' }, sentence: expect.stringContaining('scope.example/'), help: null },
    ]);
    for (const key of ['auth-url', 'auth-type', 'whitelist-source-range', 'auth-tls-secret']) {
      expect(byIngress({ [`nginx.ingress.kubernetes.io/${key}`]: 'x' })).toEqual([]);
    }
  });

  it('is only mentioned when it asks for a login itself', () => {
    expect(behind('quay.io/argoproj/argocd:v3')[0]).toMatchObject({
      confidence: 'context',
      severity: 'medium',
    });
    expect(behind('prom/prometheus:v3')[0]?.confidence).toBe('consistent');
  });

  it('is not any program that people are meant to reach', () => {
    expect(behind('registry.local/shop/web:1')).toEqual([]);
    expect(behind('registry.local/shop/prometheus-adapter:1')).toEqual([]);
  });
});
