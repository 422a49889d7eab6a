import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/instant.ts';
import { meta, TAKEN } from '../builders/cluster.ts';
import {
  condition,
  container,
  event,
  node,
  pod,
  probe,
  status,
  terminated,
  waiting,
} from '../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../builders/cluster-workloads.ts';
import { createAnswerWorld } from './answer-world.ts';

const checkout = deployment({ readyReplicas: 0 });
const revision = replicaSet(checkout);
const app = container({
  readiness: probe(),
  env: [
    { name: 'LEVEL', value: null, from: { kind: 'ConfigMap', name: 'conf', key: 'level', optional: false } },
    { name: 'DB', value: null, from: { kind: 'Secret', name: 'db', key: 'url', optional: false } },
  ],
  mounts: [{ volume: 'data', path: '/data', readOnly: false }],
});
const crashed = podOf(revision, {
  spec: { containers: [app], volumes: [{ name: 'data', kind: 'Claim', source: 'data-0' }] },
  conditions: [condition('Ready', 'False', { reason: 'ContainersNotReady', changedAt: TAKEN - 5 * MINUTE })],
  containers: [
    status({
      ready: false,
      restarts: 7,
      state: waiting(
        'CrashLoopBackOff',
        'back-off 5m0s restarting failed container=app pod=checkout-7d9f-abcde_shop(ed2e7c71)',
      ),
      lastState: terminated({ exitCode: 137, reason: 'OOMKilled' }),
    }),
  ],
});
const has = {
  deployments: [checkout],
  replicasets: [revision],
  pods: [crashed],
  nodes: [
    node({
      conditions: [
        condition('MemoryPressure', 'False'),
        condition('Ready', 'Unknown', { changedAt: TAKEN - 4 * MINUTE }),
      ],
    }),
  ],
  configmaps: [{ ...meta('ConfigMap', { name: 'conf' }), keys: ['other'] }],
  events: [
    event(crashed, { reason: 'BackOff', message: 'Back-off restarting failed container', count: 47 }),
    event(crashed, { reason: 'Pulled', type: 'Normal', lastAt: TAKEN - 10 * MINUTE }),
    event(revision, { reason: 'SuccessfulCreate', type: 'Normal', lastAt: TAKEN - 20 * MINUTE }),
  ],
};

describe('describe a pod', () => {
  it('says first what is wrong with it', async () => {
    const answer = await createAnswerWorld({ has }).ask('describe pod/checkout-7d9f-abcde');

    expect(answer.summary).toBe(
      'Pod shop/checkout-7d9f-abcde: Running on node-a, 0 of 1 ready; app waiting, CrashLoopBackOff: back-off 5m0s.',
    );
    expect(answer.lookNext).toEqual(['/incident logs pod/checkout-7d9f-abcde -n shop --previous']);
    expect(answer.fileName).toBe('pod-shop-checkout-7d9f-abcde.txt');
  });

  it.each([
    ['its owners up to the top', 'owned by: ReplicaSet checkout-7d9f < Deployment checkout'],
    ['its node and how that is', 'node: node-a (NotReady for 4m)'],
    ['how the run before ended', 'before: ended 2m ago after 60s: exit 137, OOMKilled'],
    ['probes with their arithmetic', 'readiness: http :8080/healthz every 10s, timeout 1s, 3 failures'],
    ['resources', 'limits: memory 256Mi'],
    ['conditions that are not as they should be', 'Ready is False for 5m: ContainersNotReady'],
    ['volumes', 'data: claim data-0'],
    ['a claim that is missing', 'Claim data-0: MISSING'],
    ['a key that is missing', 'ConfigMap conf: there, but WITHOUT the key level'],
    ['a Secret, which nobody looks into', 'Secret db: not looked at, Secrets are never read, keys url'],
  ])('shows %s', async (_, words) => {
    expect(await createAnswerWorld({ has }).reads('describe pod/checkout-7d9f-abcde')).toContain(words);
  });

  it('shows its events by last sight, the latest at the end', async () => {
    const text = await createAnswerWorld({ has }).reads('describe pod/checkout-7d9f-abcde');

    expect(text).toMatch(
      /EVENTS\n {2}10m Normal Pulled\n {2}60s Warning BackOff x47 since 60s\n {4}Back-off restarting/,
    );
  });

  it('says what it could not see', async () => {
    const world = createAnswerWorld({ has, forbidden: ['configmaps'] });

    const text = await world.reads('describe pod/checkout-7d9f-abcde');

    expect(text).toContain('NOT SEEN\n  Keyturn may not list configmaps.');
    expect(text).toContain('ConfigMap conf: could not be looked at');
  });

  it('does not look at nodes for who may see some namespaces only', async () => {
    const world = createAnswerWorld({ has });

    const text = await world.reads('describe pod/checkout-7d9f-abcde', { namespaces: ['shop'] });

    expect(text).toContain('node: node-a\n');
  });
});

describe('describe', () => {
  it('a workload: counts, conditions, pods with what is wrong, its template, events of all of it', async () => {
    const answer = await createAnswerWorld({ has }).ask('describe deploy/checkout');

    expect(answer.summary).toBe('Deployment shop/checkout: 0 of 3 ready, 3 updated, 3 available.');
    expect(answer.text).toContain(
      'checkout-7d9f-abcde: 0/1, Running, node-a, 24h, 7 restarts, app waiting, CrashLoopBackOff',
    );
    expect(answer.text).toContain('20m Normal SuccessfulCreate replicaset/checkout-7d9f');
    expect(answer.text).toContain('Warning BackOff pod/checkout-7d9f-abcde x47');
    expect(answer.lookNext[0]).toBe('/incident logs deployment/checkout -n shop');
  });

  it('understands a name as our own sentences write it, with the namespace in front', async () => {
    const shop = { ...meta('Namespace', { name: 'shop' }, false), phase: 'Active', conditions: [] } as const;
    const world = createAnswerWorld({ has: { ...has, namespaces: [shop] } });

    expect((await world.ask('describe shop/checkout')).summary).toMatch(/^Deployment shop\/checkout: /);
    expect((await world.ask('describe shop/checkout-7d9f-abcde')).summary).toMatch(
      /^Pod shop\/checkout-7d9f/,
    );
    expect((await world.ask('describe pay/checkout')).summary).toContain('no kind “pay”');
    const mine = { namespaces: ['pay'] };
    expect((await world.ask('describe shop/checkout', mine)).summary).toContain('no kind “shop”');
    const blind = createAnswerWorld({ has: { ...has, namespaces: [shop] }, forbidden: ['namespaces'] });
    expect((await blind.ask('describe shop/checkout')).summary).toContain('no kind “shop”');
  });

  it('a node: conditions, what is asked of it, its pods', async () => {
    const answer = await createAnswerWorld({ has }).ask('describe node/node-a');

    expect(answer.summary).toBe('Node node-a: NotReady, 1 pod.');
    expect(answer.text).toContain('Ready is Unknown for 4m');
    expect(answer.text).toContain('as they should be: MemoryPressure');
    expect(answer.text).toContain('cpu: 100m of 3900m requested (3%)');
    expect(answer.text).toContain('shop/checkout-7d9f-abcde: Running, not ready, 24h');
  });

  it('a kind that Keyturn knows nothing of: metadata, outline, conditions', async () => {
    const certificate = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
      spec: { secretName: 'web-tls', dnsNames: ['a.example.com', 'b.example.com'] },
      status: { conditions: [{ type: 'Ready', status: 'False', reason: 'Expired', message: 'it is over' }] },
    };
    const world = createAnswerWorld({ objects: { 'Certificate shop/web': certificate } });

    const answer = await world.ask('describe certificate/web');

    expect(answer.summary).toBe('Certificate shop/web: Ready is False, Expired.');
    expect(answer.text).toBe(
      [
        'Certificate shop/web (cert-manager.io/v1)',
        'labels:',
        '  app: web',
        '',
        'CONDITIONS',
        '  Ready is False, Expired: it is over',
        '',
        'SPEC',
        '  secretName: web-tls',
        '  dnsNames:',
        '    - a.example.com',
        '    - b.example.com',
      ].join('\n'),
    );
  });

  it('makes harmless what an object says of itself', async () => {
    const nasty = pod({ name: 'web-0', message: '\u001b[31mred\u202Egnp.exe\u0007', phase: 'Failed' });

    const { text } = await createAnswerWorld({ has: { pods: [nasty] } }).ask('describe pod/web-0');

    for (const sign of ['\u001b', '\u202e', '\u0007']) expect(text).not.toContain(sign);
  });
});
