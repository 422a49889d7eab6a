import { describe, expect, it } from 'vitest';
import { ingressBackendMissing } from '../../../src/diagnosis/checks/ingress-backend-missing.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { ObjectRef } from '../../../src/domain/cluster/object-ref.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { createReading } from '../../../src/integrations/kubernetes/project/reading.ts';
import { ingress as projected } from '../../../src/integrations/kubernetes/project/service.ts';
import { ONSET, situation, subject, TAKEN, view } from '../../builders/cluster.ts';
import { ingress, service, slice } from '../../builders/cluster-network.ts';
import { condition, pod, status, terminated, waiting } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';
import { capturedObject } from '../../integrations/kubernetes/captured.ts';

const to = (name: string, port = '80', path = '/') => ({ host: 'shop.example', path, service: name, port });
const wrote = (at: number, ...paths: string[]) =>
  [{ name: 'helm', operation: 'Update', subresource: null, at, paths }] as const;
const ports = [{ name: 'http', port: 80, targetPort: '8080', protocol: 'TCP', nodePort: null }];

const run = (of = ingress(), more: Parameters<typeof situation>[0] = {}) =>
  ingressBackendMissing.run(situation({ ingresses: [of], services: [service({ ports })], ...more }));

describe('an Ingress whose backend is missing', () => {
  it('names a Service that does not exist', () => {
    expect(run(ingress({ backends: [to('billing')] }))).toMatchObject([
      {
        sentence: 'Ingress shop/shop sends shop.example/ to Service shop/billing, which does not exist',
        object: { kind: 'Ingress', name: 'shop' },
        affects: [{ kind: 'Service', namespace: 'shop', name: 'billing' }],
        confidence: 'proven',
        severity: 'high',
        layer: 'cause',
        lookNext: ['/incident describe ingress/shop -n shop', '/incident get services -n shop'],
      },
    ]);
  });

  it('is understood from what an API server says', () => {
    const real = projected(capturedObject('1131-ingress'), createReading());

    const [finding] = run(real, { takenAt: real.createdAt + HOUR });

    expect(finding?.sentence).toContain('sends shop.example/ to Service shop/web, which does not exist');
  });

  it('was likely meant for a Service of nearly that name, or of that name elsewhere', () => {
    const elsewhere = [service({ namespace: 'pay', name: 'ledger' })];

    expect(run(ingress({ backends: [to('chekcout')] }))[0]?.sentence).toContain(
      'which does not exist; Service shop/checkout does',
    );
    expect(run(ingress({ backends: [to('ledger')] }), { services: elsewhere })[0]?.sentence).toContain(
      '; Service pay/ledger does, but an Ingress reaches only its own namespace',
    );
  });

  it('is not compared with the names of very many Services', () => {
    const many = Array.from({ length: 300 }, (_, index) => service({ name: `checkout-${index}` }));

    expect(run(ingress({ backends: [to('chekcout-7')] }), { services: many })[0]?.sentence).toMatch(
      /which does not exist$/,
    );
    expect(
      run(ingress({ backends: [to('chekcout-7')] }), { services: many.slice(0, 9) })[0]?.sentence,
    ).toMatch(/Service shop\/checkout-7 does$/);
  });

  it.each([
    ['8443', 'port 8443 of Service shop/checkout, which has only http 80'],
    ['https', 'port https of Service shop/checkout, which has only http 80'],
  ])('names a port that the Service does not have: %s', (port, words) => {
    const [finding] = run(ingress({ backends: [to('checkout', port)] }));

    expect(finding).toMatchObject({ confidence: 'proven', layer: 'mechanism', affects: [] });
    expect(finding?.sentence).toContain(words);
  });

  it.each(['80', 'http'])('has a port by its name or its number: %s', (port) => {
    expect(run(ingress({ backends: [to('checkout', port)] }))).toEqual([]);
  });

  it('may be the one for what no rule takes', () => {
    const rest = { host: '', path: '', service: 'rest', port: '80' };

    expect(run(ingress({ backends: [rest] }))[0]?.sentence).toContain(
      'sends what no rule takes to Service shop/rest',
    );
  });

  it('is told once for all paths that lead there', () => {
    const backends = ['/a', '/b', '/c', '/d'].map((path) => to('billing', '80', path));

    const [finding, ...more] = run(ingress({ backends }));

    expect(finding?.sentence).toContain('shop.example/a, shop.example/b, shop.example/c and 1 more to');
    expect(more).toEqual([]);
  });

  it('is told in a sentence of a bearable length, whatever was written', () => {
    const long = 'x/'.repeat(2_000);
    const backends = ['a', 'b', 'c', 'd'].map((path) => to('billing', '80', `/${path}\n${long}`));
    const many = Array.from({ length: 90 }, (_, port) => ({ ...ports[0], name: `port-${port}`, port }));
    const [missing] = run(ingress({ backends }));
    const [wrong] = run(ingress({ backends: [to('checkout', 'web')] }), {
      services: [service({ ports: many as typeof ports })],
    });

    for (const found of [missing, wrong]) {
      expect(found?.sentence.length).toBeLessThan(600);
      expect(found?.sentence).not.toContain('\n');
    }
    expect(missing?.evidence[0]?.text.split('\n')).toHaveLength(5);
  });

  it('is dated by what was written last, or not at all when it was right then', () => {
    const missing = (at: number) =>
      run(ingress({ backends: [to('billing')], managers: wrote(at, 'spec.rules') }))[0]?.changedAt;
    const wrong = ingress({
      backends: [to('checkout', 'web')],
      managers: wrote(TAKEN - 72 * HOUR, 'spec.rules'),
    });
    const renamed = service({ ports, managers: wrote(TAKEN - HOUR, 'spec.ports[80/TCP].name') });

    expect(missing(TAKEN - HOUR)).toBe(TAKEN - HOUR);
    expect(missing(TAKEN - 72 * HOUR)).toBeNull();
    expect(run(wrong, { services: [renamed] })[0]?.changedAt).toBe(TAKEN - HOUR);
  });
});

describe('no missing backend', () => {
  it('is a port of the pods where the controller may take those, and only maybe one elsewhere', () => {
    const backends = [to('checkout', '8080')];

    expect(run(ingress({ backends }))).toEqual([]);
    expect(run(ingress({ backends, className: 'haproxy' }))[0]).toMatchObject({ confidence: 'consistent' });
  });

  it('is a backend that is no Service: one that an annotation describes, or a resource', () => {
    const resource = projected(
      {
        metadata: { name: 'i', namespace: 'shop' },
        spec: { defaultBackend: { resource: { kind: 'StorageBucket', name: 'static' } } },
      },
      createReading(),
    );

    expect(run(ingress({ backends: [to('ssl-redirect', 'use-annotation')] }))).toEqual([]);
    expect(run(resource)).toEqual([]);
  });

  it.each([
    ['nginx.ingress.kubernetes.io/permanent-redirect', 'https://elsewhere.example'],
    ['haproxy.org/request-redirect', 'elsewhere.example'],
    ['nginx.ingress.kubernetes.io/configuration-snippet', 'return 410;'],
  ])('is behind an Ingress that answers by itself: %s', (key, value) => {
    expect(run(ingress({ backends: [to('nobody')], annotations: { [key]: value } }))).toEqual([]);
  });

  it('is not excused by a redirect that only leads to HTTPS', () => {
    const annotations = { 'nginx.ingress.kubernetes.io/ssl-redirect': 'true' };

    expect(run(ingress({ backends: [to('nobody')], annotations }))).toHaveLength(1);
  });

  it('is an external name, which needs no ports', () => {
    const services = [
      service({ type: 'ExternalName', ports: [], selector: {}, externalName: 'far.example' }),
    ];

    expect(run(ingress({ backends: [to('checkout', '443')] }), { services })).toEqual([]);
  });

  it('is a Service that exists and has nobody to answer: that is another story', () => {
    const of = service({ ports });
    const down = pod({ labels: { app: 'checkout' }, conditions: [condition('Ready', 'False')] });
    const wrong = ingress({ backends: [to('checkout', 'web')] });

    expect(run(wrong, { services: [of], pods: [down], endpointslices: [slice(of, [down])] })).toEqual([]);
    expect(run(wrong, { services: [of], pods: [pod()], endpointslices: [slice(of, [pod()])] })).toHaveLength(
      1,
    );
  });

  it('is an Ingress that was just made or written, or is being deleted', () => {
    const backends = [to('billing')];

    expect(run(ingress({ backends, createdAt: TAKEN - MINUTE }))).toEqual([]);
    expect(run(ingress({ backends, managers: wrote(TAKEN - MINUTE, 'spec.rules') }))).toEqual([]);
    expect(run(ingress({ backends, deletionAt: TAKEN }))).toEqual([]);
  });

  it('is concluded from Services that could not be read', () => {
    const gaps = [{ kind: 'services', namespace: 'shop', why: 'forbidden', sentence: '' }] as const;

    expect(run(ingress({ backends: [to('billing')] }), { gaps })).toEqual([]);
  });
});

describe('a missing port', () => {
  it('explains no crash of the pods behind the Service', () => {
    const labels = { app: 'checkout' };
    const crashing = pod({
      labels,
      name: 'crashing',
      containers: [
        status({ ready: false, restarts: 5, state: waiting('CrashLoopBackOff'), lastState: terminated() }),
      ],
    });
    const pods = [crashing, pod({ labels, name: 'well' })];
    const of = service({ ports });
    const wrong = ingress({ backends: [to('checkout', 'web'), to('checkout', 'http', '/api')] });
    const seen = view({ services: [of], pods, endpointslices: [slice(of, pods)], ingresses: [wrong] });

    const { findings } = diagnose({ view: seen, subject: subject({ objects: [of] }), onset: ONSET });

    const found = findings.find(({ check }) => check === 'ingress-backend-missing');
    expect(found).toMatchObject({ object: { kind: 'Service', name: 'checkout' }, explains: [] });
    expect(findings.map(({ check }) => check)).toContain('crash-loop');
  });
});

describe('of an Ingress for many Services', () => {
  const checkout = deployment();
  const set = replicaSet(checkout);
  const of = service({ ports });
  const pods = [podOf(set)];
  const shared = ingress({ backends: [to('checkout', 'http'), to('billing', '80', '/billing')] });
  const seen = view({
    deployments: [checkout],
    replicasets: [set],
    pods,
    services: [of],
    endpointslices: [slice(of, pods)],
    ingresses: [shared],
  });
  const found = (about: ObjectRef) =>
    diagnose({ view: seen, subject: subject({ objects: [about] }), onset: ONSET }).findings.find(
      ({ check }) => check === 'ingress-backend-missing',
    );

  it('one missing backend is no trouble of what the other paths lead to', () => {
    expect(found(checkout)).toMatchObject({ confidence: 'context', path: null });
  });

  it('one missing backend is trouble of the Ingress', () => {
    expect(found(shared)).toMatchObject({
      confidence: 'proven',
      object: { kind: 'Service', name: 'billing' },
    });
  });
});
