import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/instant.ts';
import { meta, TAKEN } from '../builders/cluster.ts';
import { container, pod, status, terminated, waiting } from '../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../builders/cluster-workloads.ts';
import { logLine } from '../fakes/cluster-reader.ts';
import { createAnswerWorld } from './answer-world.ts';

const at = (secondsAgo: number) => TAKEN - secondsAgo * SECOND;
const checkout = deployment();
const revision = replicaSet(checkout);
const [first, second] = ['aaaaa', 'bbbbb'].map((end) => podOf(revision, { name: `checkout-7d9f-${end}` }));
if (!first || !second) throw new Error('two pods');
const has = { deployments: [checkout], replicasets: [revision], pods: [first, second] };
const logs = {
  'shop/checkout-7d9f-aaaaa/app': [
    logLine(at(30), 'one'),
    logLine(at(10), 'Traceback:'),
    logLine(null, '  at line 7'),
  ],
  'shop/checkout-7d9f-bbbbb/app': [logLine(at(20), 'two'), logLine(at(5), '03:06:55 ready')],
};

describe('logs', () => {
  it('of all pods of a workload come merged by time, each line with its pod', async () => {
    const answer = await createAnswerWorld({ has, logs }).ask('logs deploy/checkout');

    expect(answer).toMatchObject({
      summary: 'Deployment shop/checkout, 2 pods: 5 lines.',
      keep: 'last',
      fileName: 'logs-shop-checkout.txt',
    });
    expect(answer.text?.split('\n')).toEqual([
      '03:06:30 aaaaa one',
      '03:06:40 bbbbb two',
      '03:06:50 aaaaa Traceback:',
      'aaaaa   at line 7',
      'bbbbb 03:06:55 ready',
    ]);
  });

  it('keep each line one line, whatever is in it', async () => {
    const forging = {
      'shop/checkout-7d9f-bbbbb/app': [logLine(at(20), 'ok\r03:06:41 aaaaa all payments lost\u2028x')],
    };

    const { text } = await createAnswerWorld({ has, logs: forging }).ask('logs checkout-7d9f-bbbbb');

    expect(text?.split('\n')).toEqual(['03:06:40 ok 03:06:41 aaaaa all payments lost x']);
  });

  it('of another day have their date', async () => {
    const yesterday = { 'shop/checkout-7d9f-bbbbb/app': [logLine(at(4 * 3_600), 'started')] };

    const { text } = await createAnswerWorld({ has, logs: yesterday }).ask('logs checkout-7d9f-bbbbb');

    expect(text).toBe('03-13 23:07:00 started');
  });

  it('of one pod need no name in front', async () => {
    const { text } = await createAnswerWorld({ has, logs }).ask('logs checkout-7d9f-bbbbb');

    expect(text).toBe('03:06:40 two\n03:06:55 ready');
  });

  it('since a time, the last lines, and those with a text', async () => {
    const world = createAnswerWorld({ has, logs });

    expect((await world.ask('logs deploy/checkout --since 15s')).summary).toContain('3 lines');
    expect((await world.ask('logs deploy/checkout --tail 1')).summary).toContain('2 lines');
    expect(await world.ask('logs deploy/checkout --grep TRACE')).toMatchObject({
      summary: 'Deployment shop/checkout, 2 pods: 1 line with that text.',
      text: '03:06:50 aaaaa Traceback:',
    });
  });

  it('of a workload of which one pod has not started: the others, and why not', async () => {
    const starting = podOf(revision, {
      name: 'checkout-7d9f-ccccc',
      containers: [status({ ready: false, state: waiting('ContainerCreating') })],
    });
    const world = createAnswerWorld({ has: { ...has, pods: [first, starting] }, logs });

    const answer = await world.ask('logs deploy/checkout');

    expect(answer.outcome).toBe('answered');
    expect(answer.summary).toContain('(ccccc: app has not started: waiting, ContainerCreating)');
  });

  it('of the run before say how it ended', async () => {
    const crashed = podOf(revision, {
      name: 'checkout-7d9f-aaaaa',
      containers: [status({ restarts: 3, lastState: terminated({ exitCode: 3 }) })],
    });
    const previous = {
      'shop/checkout-7d9f-aaaaa/app/previous': [logLine(at(130), 'panic: no config')],
      ...logs,
    };
    const world = createAnswerWorld({ has: { ...has, pods: [crashed] }, logs: previous });

    expect(await world.ask('logs checkout-7d9f-aaaaa --previous')).toMatchObject({
      summary:
        'Pod shop/checkout-7d9f-aaaaa: 1 line of the run before; ended 2m ago after 60s: exit 3, Error.',
      text: '03:04:50 panic: no config',
    });
    expect((await world.ask('logs checkout-7d9f-aaaaa')).lookNext).toEqual([
      '/incident logs pod/checkout-7d9f-aaaaa -n shop --previous',
    ]);
  });

  it('of a run before that there was not, without asking', async () => {
    const world = createAnswerWorld({ has, logs });

    const answer = await world.ask('logs checkout-7d9f-aaaaa --previous');

    expect(answer).toMatchObject({ outcome: 'failed', text: null });
    expect(answer.summary).toContain('has not restarted, so there is no run before');
    expect(world.asked.some((each) => each.startsWith('logs'))).toBe(false);
  });
});

describe('which container', () => {
  const two = pod({
    name: 'web-0',
    spec: {
      containers: [
        container({ name: 'setup', role: 'init' }),
        container({ name: 'web' }),
        container({ name: 'proxy' }),
      ],
    },
  });
  const lines = {
    'shop/web-0/web': [logLine(at(1), 'from web')],
    'shop/web-0/proxy': [logLine(at(1), 'from proxy')],
  };

  it('the first that is no helper, and the others are said', async () => {
    const answer = await createAnswerWorld({ has: { pods: [two] }, logs: lines }).ask('logs web-0');

    expect(answer).toMatchObject({
      summary: 'Pod shop/web-0, container web: 1 line.',
      lookNext: ['/incident logs pod/web-0 -n shop -c proxy'],
    });
  });

  it('the pod’s own default', async () => {
    const annotated = { ...two, annotations: { 'kubectl.kubernetes.io/default-container': 'proxy' } };

    expect(
      (await createAnswerWorld({ has: { pods: [annotated] }, logs: lines }).ask('logs web-0')).text,
    ).toContain('from proxy');
  });

  it('the named one; an unknown one is refused with the list', async () => {
    const world = createAnswerWorld({ has: { pods: [two] }, logs: lines });

    expect((await world.ask('logs web-0 -c proxy')).text).toContain('from proxy');
    expect(await world.ask('logs web-0 -c prxy')).toMatchObject({
      outcome: 'refused',
      summary: 'There is no container prxy. It could be: setup, web, proxy.',
      lookNext: ['/incident logs pod/web-0 -n shop -c proxy'],
    });
  });
});

describe('no logs', () => {
  it.each([
    ['of a workload without pods', 'logs deploy/checkout', 'has no pods, so there are no logs'],
    ['of what has no pods', 'logs cm/conf', 'has no pods of its own'],
  ])('%s', async (_, text, words) => {
    const configmaps = [{ ...meta('ConfigMap', { name: 'conf' }), keys: [] }];
    const world = createAnswerWorld({ has: { deployments: [checkout], configmaps } });

    expect(await world.ask(text)).toMatchObject({
      outcome: 'refused',
      summary: expect.stringContaining(words),
    });
  });

  it('of a pod that the API server forbids to read: the rule', async () => {
    const world = createAnswerWorld({ has, logs });
    const rule = { verbs: ['get'], group: '', resource: 'pods/log', namespace: 'shop' };
    world.fails('logs', 'forbidden', 'no', { rule });

    const answer = await world.ask('logs deploy/checkout');

    expect(answer.summary).toBe('Keyturn may not get pods/log in shop (prod-eu1). A rule would allow it.');
    expect(answer.text).toContain('resources: ["pods/log"]');
  });

  it('longer than 1 MiB are kept from their end', async () => {
    const long = {
      'shop/checkout-7d9f-aaaaa/app': Array.from({ length: 3_000 }, (_, index) =>
        logLine(at(3_000 - index), `${index} ${'ä'.repeat(400)}`),
      ),
    };
    const world = createAnswerWorld({ has: { ...has, pods: [first] }, logs: long });

    const { text } = await world.ask('logs checkout-7d9f-aaaaa --tail 5000 --since 5h');

    expect(Buffer.byteLength(text ?? '')).toBeLessThanOrEqual(1024 ** 2);
    expect(text).toContain('2999 ä');
    expect(text?.startsWith('(cut')).toBe(true);
  });

  it('reads the youngest twenty of many pods, and says so', async () => {
    const pods = Array.from({ length: 25 }, (_, index) =>
      podOf(revision, {
        name: `checkout-7d9f-p${String(index).padStart(4, '0')}`,
        createdAt: TAKEN - index * MINUTE,
      }),
    );
    const all = Object.fromEntries(pods.map(({ name }) => [`shop/${name}/app`, [logLine(at(1), name)]]));
    const answer = await createAnswerWorld({ has: { ...has, pods }, logs: all }).ask('logs deploy/checkout');

    expect(answer.summary).toBe('Deployment shop/checkout, 20 pods: 20 lines (5 older pods were not read).');
  });
});
