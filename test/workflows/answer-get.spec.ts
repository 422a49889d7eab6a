import { describe, expect, it } from 'vitest';
import { meta, TAKEN } from '../builders/cluster.ts';
import { condition, node, pod, status, waiting } from '../builders/cluster-pods.ts';
import { deployment } from '../builders/cluster-workloads.ts';
import { createAnswerWorld } from './answer-world.ts';

const crashing = pod({
  name: 'checkout-7d9f8b6c5-x2x4z',
  containers: [status({ ready: false, restarts: 6, state: waiting('CrashLoopBackOff') })],
});
const healthy = pod({ name: 'checkout-7d9f8b6c5-abcde' });
const shop = { ...meta('Namespace', { name: 'shop' }, false), phase: 'Active', conditions: [] };

describe('get', () => {
  it('counts what there is and what is not ready, and shows it as the API server prints it', async () => {
    const world = createAnswerWorld({ has: { pods: [healthy, crashing] } });

    const answer = await world.ask('get pods');

    expect(answer).toMatchObject({
      outcome: 'answered',
      summary: '2 pods in shop, 1 not ready.',
      fileName: 'pods-shop.txt',
    });
    expect(answer.text).toBe(
      [
        'NAME           RDY STATUS        RST AGE',
        'checko…5-abcde 1/1 Running       0   24h',
        'checko…5-x2x4z 0/1 CrashLoopBac… 6   24h',
        '',
        'Names in full:',
        'checkout-7d9f8b6c5-abcde',
        'checkout-7d9f8b6c5-x2x4z',
      ].join('\n'),
    );
    expect(answer.lookNext).toEqual(['/incident describe pod/checkout-7d9f8b6c5-x2x4z -n shop']);
  });

  it('says the namespace of each row when there are several', async () => {
    const world = createAnswerWorld({ has: { pods: [healthy, pod({ name: 'pay-1', namespace: 'pay' })] } });

    const { summary, text } = await world.ask('get pods -A');

    expect(summary).toBe('2 pods in all namespaces.');
    expect(text).toMatch(/^NAME +NS /);
    expect(text).toMatch(/^pay-1 +pay /m);
  });

  it('shows every column of one object', async () => {
    const world = createAnswerWorld({ has: { pods: [healthy] } });

    const { text } = await world.ask('get pod checkout-7d9f8b6c5-abcde');

    expect(text).toContain('IP: 10.1.0.7');
    expect(text).toContain('Namespace: shop');
    expect(text).not.toContain('Nominated');
  });

  it.each([
    'deploy',
    'deployment',
    'deployments',
    'Deployment',
    'deployments.apps',
    'deploy.apps',
    'deployments.v1.apps',
  ])('knows a kind as %s', async (kind) => {
    const world = createAnswerWorld({ has: { deployments: [deployment()] } });

    expect((await world.ask(`get ${kind}`)).summary).toBe('1 deployment in shop.');
  });

  it('knows custom kinds, by short name and with their group', async () => {
    const world = createAnswerWorld({ objects: { 'Certificate shop/web': {} } });

    expect((await world.ask('get certs')).summary).toBe('1 certificate in shop.');
    expect((await world.ask('get certificates.cert-manager.io')).summary).toBe('1 certificate in shop.');
  });

  it('means pods when it says pods, not their metrics', async () => {
    const world = createAnswerWorld({ has: { pods: [healthy] } });

    await world.ask('get pods');

    expect(world.asked).toContain('table pods shop null null');
  });

  it('names the nearest kind, and both when two foreign groups have one', async () => {
    const certificate = {
      group: 'certs.example.com',
      version: 'v1',
      name: 'certificates',
      singular: 'certificate',
      kind: 'Certificate',
      shortNames: [],
      namespaced: true,
      verbs: ['list'],
    };
    const world = createAnswerWorld({ kinds: [certificate] });

    expect(await world.ask('get deploments')).toMatchObject({
      outcome: 'refused',
      summary: expect.stringContaining('Did you mean deployments?'),
    });
    expect((await world.ask('get certificates')).summary).toContain(
      'certificates.cert-manager.io, certificates.certs.example.com',
    );
    const named = createAnswerWorld({
      kinds: [certificate],
      objects: { 'Certificate shop/web': { metadata: { name: 'web', namespace: 'shop' } } },
    });
    const { lookNext } = await named.ask('get certificates.certs.example.com web');
    expect(lookNext).toEqual(['/incident describe certificates.certs.example.com/web -n shop']);
    expect((await world.ask('get zzz')).summary).toContain('no kind “zzz”');
    expect((await world.ask('get all')).summary).toContain('one kind at a time');
  });

  it.each(['get secrets', 'get secret db', 'describe secret/db', 'get secrets.v1'])(
    'never reads Secrets: %s',
    async (text) => {
      const world = createAnswerWorld();

      expect(await world.ask(text)).toMatchObject({
        outcome: 'refused',
        summary: expect.stringContaining('Secrets are never read'),
      });
      expect(world.asked.every((each) => each.startsWith('resources'))).toBe(true);
    },
  );

  it('filters by labels', async () => {
    const world = createAnswerWorld({
      has: { pods: [healthy, pod({ name: 'b', labels: { tier: 'cache' } })] },
    });

    expect((await world.ask('get pods -l tier=cache')).summary).toBe('1 pod in shop with tier=cache.');
  });

  it('tells an empty namespace from one that is not there', async () => {
    const world = createAnswerWorld({ has: { namespaces: [shop] } });

    expect(await world.ask('get pods -n shop')).toMatchObject({
      outcome: 'answered',
      summary: 'No pods in shop.',
      text: null,
    });
    expect(await world.ask('get pods -n shp')).toMatchObject({
      outcome: 'refused',
      summary: 'prod-eu1 has no namespace shp. Near: shop.',
    });
  });

  it('counts nodes that are not ready', async () => {
    const world = createAnswerWorld({
      has: { nodes: [node(), node({ name: 'node-b', conditions: [condition('Ready', 'Unknown')] })] },
    });

    expect((await world.ask('get nodes')).summary).toBe('2 nodes, 1 not ready.');
  });

  it('counts what was left out', async () => {
    const pods = Array.from({ length: 2_003 }, (_, index) => pod({ name: `p-${index}` }));
    const world = createAnswerWorld({ has: { pods } });

    expect((await world.ask('get pods')).summary).toBe('The first 2000 of 2003 pods in shop.');
  });

  it('shows first what is not right when there are many', async () => {
    const pods = [...Array.from({ length: 30 }, (_, index) => pod({ name: `a-${index}` })), crashing];

    const { summary, text } = await createAnswerWorld({ has: { pods } }).ask('get pods');

    expect(summary).toBe('31 pods in shop, 1 not ready (shown first).');
    expect(text?.split('\n')[1]).toMatch(/CrashLoopBa/);
  });

  it('has an essence that does not change with time', async () => {
    const world = (at: number) => createAnswerWorld({ has: { pods: [crashing], takenAt: at } });

    const before = await world(TAKEN).ask('get pods');
    const after = await world(TAKEN + 3_600_000).ask('get pods');

    expect(before.text).not.toBe(after.text);
    expect(before.essence).toEqual(after.essence);
  });

  it('has an essence that a person reads: the name once, and the columns that are always shown', async () => {
    const { essence } = await createAnswerWorld({ has: { pods: [crashing] } }).ask('get pods');

    expect(essence).toEqual([expect.stringMatching(/^shop\/\S+ 0\/1 CrashLoopBackOff \d+$/)]);
  });
});

describe('an object by its name', () => {
  const twice = { pods: [pod({ name: 'web-0' }), pod({ name: 'web-0', namespace: 'pay' })] };

  it('that is in several places is not guessed, even in the incident’s own namespace', async () => {
    const world = createAnswerWorld({ has: twice });

    expect(await world.ask('get pod web-0')).toMatchObject({
      outcome: 'refused',
      summary:
        'There are 2 pods called web-0. Name the namespace with -n. It could be: pod/web-0 in shop, pod/web-0 in pay.',
      lookNext: ['/incident get pod web-0 -n shop', '/incident get pod web-0 -n pay'],
    });
    expect((await world.ask('get pod web-0 -n pay')).outcome).toBe('answered');
  });

  it('that is in very many places is listed in some of them only', async () => {
    const pods = Array.from({ length: 300 }, (_, index) =>
      pod({ name: 'web-0', namespace: `team-${index}` }),
    );

    const { summary, lookNext } = await createAnswerWorld({ has: { pods } }).ask('get pod web-0');

    expect(summary).toContain('There are 300 pods called web-0.');
    expect(lookNext).toHaveLength(10);
  });

  it('that is not there: the nearest, as lines to type', async () => {
    const world = createAnswerWorld({ has: { pods: [healthy, crashing] } });

    expect(await world.ask('describe pod/checkout-7d9f8b6c5-zzzzz')).toMatchObject({
      outcome: 'refused',
      summary: expect.stringContaining('There is no pod checkout-7d9f8b6c5-zzzzz. Near: checkout-7d9f8b6c5-'),
      lookNext: [
        '/incident describe pod/checkout-7d9f8b6c5-abcde -n shop',
        '/incident describe pod/checkout-7d9f8b6c5-x2x4z -n shop',
      ],
    });
  });

  it('that is not there, and nothing is near: how to see what there is', async () => {
    const world = createAnswerWorld({ has: { pods: [healthy] } });

    expect((await world.ask('describe pod/zzz')).lookNext).toEqual(['/incident get pods -A']);
  });

  it('alone is whatever has pods: and of two kinds none is guessed', async () => {
    const world = createAnswerWorld({
      has: { deployments: [deployment()], pods: [pod({ name: 'checkout' })] },
    });

    expect(await world.ask('describe checkout')).toMatchObject({
      outcome: 'refused',
      lookNext: ['/incident describe deployment/checkout -n shop', '/incident describe pod/checkout -n shop'],
    });
  });
});

describe('who may see some namespaces only', () => {
  const limited = { namespaces: ['pay', 'shop'] };

  it('finds names in these only, and sees nothing that is cluster-scoped', async () => {
    const world = createAnswerWorld({
      has: { pods: [pod({ name: 'web-0', namespace: 'kube-system' })], nodes: [node()] },
    });

    expect((await world.ask('get pod web-0', limited)).summary).toContain('There is no pod web-0');
    expect((await world.ask('get nodes', limited)).summary).toContain('nodes belong to no namespace');
    expect((await world.ask('describe node/node-a', limited)).summary).toContain(
      'nodes belong to no namespace',
    );
    expect(world.asked.some((each) => / null /.test(each) && !each.startsWith('table'))).toBe(false);
  });
});
