import { describe, expect, it } from 'vitest';
import * as admission from '../../../../src/integrations/kubernetes/project/admission.ts';
import { event } from '../../../../src/integrations/kubernetes/project/event.ts';
import { networkPolicy } from '../../../../src/integrations/kubernetes/project/network-policy.ts';
import * as nodes from '../../../../src/integrations/kubernetes/project/node.ts';
import { createReading } from '../../../../src/integrations/kubernetes/project/reading.ts';
import * as services from '../../../../src/integrations/kubernetes/project/service.ts';
import * as small from '../../../../src/integrations/kubernetes/project/small-kinds.ts';
import * as usage from '../../../../src/integrations/kubernetes/project/usage.ts';
import { capturedObject, capturedObjects } from '../captured.ts';

const reading = createReading();

describe('networking', () => {
  it('an endpoint without a word about it is ready', () => {
    const slice = services.endpointSlice(
      { metadata: { name: 's' }, endpoints: [{ addresses: ['10.0.0.1'] }], ports: null },
      reading,
    );

    expect(slice.endpoints[0]).toMatchObject({ ready: true, serving: true, terminating: false, pod: null });
  });

  it('endpoint slices name their service, pods and zones', () => {
    expect(services.endpointSlice(capturedObject('1112-endpointslice-ready'), reading)).toMatchObject({
      endpoints: expect.arrayContaining([expect.objectContaining({ ready: true })]),
    });
    expect(services.endpointSlice(capturedObject('1113-endpointslice-not-ready'), reading)).toMatchObject({
      service: 'sick',
      endpoints: [{ ready: false, pod: 'notready', zone: 'zone-a', node: 'node-real-1' }],
    });
    expect(services.endpointSlice(capturedObject('1114-endpointslice-empty'), reading)).toMatchObject({
      service: 'nothing',
      endpoints: [],
      ports: [],
    });
  });

  it('a Service names its target ports, as numbers or names', () => {
    const found = services.service(capturedObject('1118-service-loadbalancer-pending'), reading);

    expect(found).toMatchObject({
      type: 'LoadBalancer',
      ports: [{ port: 80, targetPort: 'http', nodePort: 32417, protocol: 'TCP' }],
      loadBalancer: [],
    });
    const bare = services.service({ metadata: { name: 's' }, spec: { ports: [{ port: 80 }] } }, reading);
    expect(bare.ports[0]?.targetPort).toBe('80');
  });

  it('an Ingress has a backend for each path and for the rest', () => {
    expect(services.ingress(capturedObject('1131-ingress'), reading)).toMatchObject({
      className: 'nginx',
      backends: [{ host: 'shop.example', path: '/', service: 'web', port: 'http' }],
      tlsSecrets: ['shop-tls'],
    });
    const old = services.ingress(
      {
        metadata: { name: 'i', annotations: { 'kubernetes.io/ingress.class': 'old' } },
        spec: { defaultBackend: { service: { name: 'rest', port: { number: 8080 } } } },
        status: { loadBalancer: { ingress: [{ hostname: 'lb.example' }, { ip: '10.1.1.1' }] } },
      },
      reading,
    );
    expect(old).toMatchObject({
      className: 'old',
      backends: [{ host: '', service: 'rest', port: '8080' }],
      addresses: ['lb.example', '10.1.1.1'],
    });
  });

  it('a NetworkPolicy without types is about what it has rules for', () => {
    expect(networkPolicy(capturedObject('1130-networkpolicy'), reading)).toMatchObject({
      types: ['Ingress'],
      ingress: [],
    });
    const both = networkPolicy(
      {
        metadata: { name: 'n' },
        spec: {
          podSelector: {},
          egress: [
            { to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 53 }] },
          ],
        },
      },
      reading,
    );
    expect(both.types).toEqual(['Ingress', 'Egress']);
    expect(both.egress[0]).toEqual({
      peers: [{ pods: null, namespaces: null, cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }],
      ports: [{ protocol: 'TCP', port: '53', endPort: null }],
    });
  });
});

describe('nodes, admission and the small kinds', () => {
  it('a node has its taints, conditions and room', () => {
    expect(nodes.node(capturedObject('0460-node-notready-with-taints'), reading)).toMatchObject({
      namespace: null,
      taints: [
        { key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule', addedAt: expect.any(Number) },
        { effect: 'NoExecute' },
      ],
      allocatable: { cpu: 4_000, memory: 8 * 1024 ** 3, pods: 110 },
    });
    expect(nodes.lease(capturedObject('0468-lease-of-live-node'), reading)).toMatchObject({
      holder: 'node-real-1',
      duration: 40,
      renewedAt: expect.any(Number),
    });
  });

  it('a node names its images by digest only', () => {
    const found = nodes.node(
      {
        metadata: { name: 'n' },
        status: { images: [{ names: ['shop@sha256:aa', 'shop:1.0'] }, { names: null }] },
      },
      reading,
    );

    expect(found.images).toEqual(['shop@sha256:aa']);
  });

  it('a webhook says whom it calls and what for', () => {
    expect(
      admission.validatingConfiguration(capturedObject('1003-validatingwebhookconfiguration'), reading)
        .webhooks,
    ).toMatchObject([
      {
        name: 'pods.guard.example',
        failurePolicy: 'Fail',
        service: { namespace: 'guarded', name: 'policy', port: 443 },
        rules: [{ operations: ['CREATE'], groups: [''], resources: ['pods'] }],
        timeout: 3,
      },
    ]);
    expect(admission.customResourceDefinition(capturedObject('1110-crd'), reading)).toMatchObject({
      group: 'argoproj.example',
      plural: 'rollouts',
      ofKind: 'Rollout',
    });
  });

  it('of a ConfigMap there are the names of the keys and no value', () => {
    const found = small.configMap(
      { metadata: { name: 'c' }, data: { 'app.yaml': 'hunter2' }, binaryData: { logo: 'aHVudGVyMg==' } },
      reading,
    );

    expect(found.keys).toEqual(['app.yaml', 'logo']);
    expect(JSON.stringify(found)).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  it('budgets, autoscalers, claims, classes, accounts and namespaces', () => {
    expect(small.podDisruptionBudget(capturedObject('1120-pdb'), reading)).toMatchObject({
      minAvailable: '2',
      maxUnavailable: null,
      disruptionsAllowed: 1,
    });
    expect(small.horizontalPodAutoscaler(capturedObject('1128-hpa-failing-metrics'), reading)).toMatchObject({
      target: { kind: 'Deployment', name: 'web' },
      min: 3,
      max: 8,
      current: 3,
    });
    expect(small.persistentVolumeClaim(capturedObject('1125-pvc-pending-no-class'), reading)).toMatchObject({
      phase: 'Pending',
      storageClass: null,
      asks: { storage: 1024 ** 3 },
    });
    // Not the same as none: it keeps the default class away.
    expect(
      small.persistentVolumeClaim({ spec: { storageClassName: '', volumeName: '' } }, reading),
    ).toMatchObject({ storageClass: '', volume: null, asks: {} });
    expect(small.priorityClass(capturedObject('1132-priorityclass'), reading).value).toBe(1_000_000);
    expect(small.serviceAccount(capturedObject('1158-serviceaccount'), reading).pullSecrets).toEqual([]);
    expect(
      small.namespace(capturedObject('1135-namespace-stuck-terminating-finalizers'), reading),
    ).toMatchObject({
      phase: 'Terminating',
      deletionAt: expect.any(Number),
      conditions: expect.arrayContaining([
        expect.objectContaining({ type: 'NamespaceFinalizersRemaining', status: 'True' }),
      ]),
    });
  });

  it('what a pod uses is the sum of its containers', () => {
    const found = usage.podUsage(
      {
        metadata: { name: 'p', namespace: 'shop' },
        containers: [
          { name: 'app', usage: { cpu: '250m', memory: '64Mi' } },
          { name: 'proxy', usage: { cpu: '1', memory: '1Mi' } },
        ],
      },
      reading,
    );

    expect(found.uses).toEqual({ cpu: 1_250, memory: 65 * 1024 * 1024 });
    expect(found.containers.app).toEqual({ cpu: 250, memory: 64 * 1024 * 1024 });
  });
});

describe('an event', () => {
  it("of the scheduler has its time and count in other fields than the kubelet's", () => {
    const [once, repeated] = capturedObjects('1165-series-scheduler-event-core-v1').map((item) =>
      event(item, reading),
    );
    expect(once).toMatchObject({
      source: 'default-scheduler',
      count: 1,
      lastAt: Date.parse('2026-11-20T22:30:58.933Z'),
    });
    expect(repeated?.count).toBeGreaterThan(1);
    expect(repeated?.lastAt).toBeGreaterThan(repeated?.firstAt ?? 0);

    expect(event(capturedObject('1163-counted-kubelet-event-core-v1'), reading)).toMatchObject({
      source: 'kubelet',
      count: 643,
      reason: 'Unhealthy',
      type: 'Warning',
      firstAt: Date.parse('2026-11-20T22:31:02Z'),
      lastAt: Date.parse('2026-11-20T22:51:03Z'),
      about: { kind: 'Pod', namespace: 'broken', name: 'notready' },
    });
  });

  it('is redacted and bounded', () => {
    const found = event({ message: `password=hunter2hunter2 ${'x'.repeat(2_000)}` }, reading);

    expect(found.message).toMatch(/^password=\[redacted\] x+$/);
    expect(found.message).toHaveLength(1_000);
  });
});
