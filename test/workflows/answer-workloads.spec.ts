import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/instant.ts';
import { meta, TAKEN } from '../builders/cluster.ts';
import { condition, container, event, node, pod, status } from '../builders/cluster-pods.ts';
import {
  controllerRevision,
  daemonSet,
  deployment,
  podOf,
  replicaSet,
  statefulSet,
  template,
} from '../builders/cluster-workloads.ts';
import { createAnswerWorld } from './answer-world.ts';

const image = (tag: string) => template({ containers: [container({ image: `shop/checkout:${tag}` })] });
const wrote = (minutesAgo: number, name = 'kubectl-set') => ({
  name,
  operation: 'Update' as const,
  subresource: null,
  at: TAKEN - minutesAgo * MINUTE,
  paths: ['spec.template.spec.containers[app].image'],
});

describe('rollout', () => {
  const now = deployment({
    template: image('2'),
    managers: [wrote(12)],
    readyReplicas: 1,
    updatedReplicas: 1,
  });
  const old = replicaSet(now, { name: 'checkout-old', revision: 6, template: image('1') });
  const fresh = replicaSet(now, { name: 'checkout-new', revision: 7, createdAt: TAKEN - 12 * MINUTE });
  const has = {
    deployments: [now],
    replicasets: [old, fresh],
    pods: [podOf(fresh, { name: 'checkout-new-aaaaa' })],
  };

  it('says in one line what the last one changed, when, and by which program', async () => {
    expect((await createAnswerWorld({ has }).ask('rollout deploy/checkout')).summary).toBe(
      'Deployment shop/checkout: revision 7 since 12m (kubectl-set), app image: checkout:1 -> checkout:2; 1 of 3 ready, 1 updated, 3 available.',
    );
  });

  it('shows every revision with its pods, the newest first', async () => {
    const { text } = await createAnswerWorld({ has }).ask('rollout deploy/checkout');

    expect(text).toContain(
      [
        'REVISION 7 (IN FORCE)',
        '  12m ago by kubectl-set',
        '  1 pod',
        '  app image: checkout:1 -> checkout:2',
        '',
        'REVISION 6',
        '  24h ago',
        '  0 pods',
        '  the oldest that is kept',
        '  app image: shop/checkout:1',
      ].join('\n'),
    );
    expect(text).toContain('not a person');
  });

  it('says that it is stuck', async () => {
    const stuck = {
      ...now,
      conditions: [condition('Progressing', 'False', { reason: 'ProgressDeadlineExceeded' })],
    };

    const { summary } = await createAnswerWorld({ has: { ...has, deployments: [stuck] } }).ask(
      'rollout deploy/checkout',
    );

    expect(summary).toMatch(/; stuck: ProgressDeadlineExceeded\.$/);
  });

  it('of a DaemonSet shows what its ControllerRevisions changed', async () => {
    const env = (value: string) =>
      template({ containers: [container({ env: [{ name: 'EXTERNALSNAT', value, from: null }] })] });
    const ds = daemonSet({ template: env('true') });
    const revisions = [
      controllerRevision(ds, { name: 'aws-node-1', template: env('false') }),
      controllerRevision(ds, { name: 'aws-node-2', revision: 2, createdAt: TAKEN - HOUR }),
    ];
    const own = pod({
      namespace: 'kube-system',
      owner: { kind: 'DaemonSet', name: ds.name, uid: ds.uid },
      labels: { 'controller-revision-hash': '2' },
    });
    const world = createAnswerWorld({
      has: { daemonsets: [ds], controllerrevisions: revisions, pods: [own] },
    });

    const { summary, text } = await world.ask('rollout ds/aws-node');
    expect(summary).toContain('app env EXTERNALSNAT: false -> true');
    expect(text).toMatch(/REVISION 2 .*\n.*\n {2}1 pod\n/);
  });

  it('of a StatefulSet, whose update revision is in force', async () => {
    const sts = statefulSet({ updateRevision: 'orders-db-2' });
    const revisions = [
      controllerRevision(sts, { name: 'orders-db-1', revision: 3 }),
      controllerRevision(sts, { name: 'orders-db-2', revision: 2 }),
    ];

    const { text } = await createAnswerWorld({
      has: { statefulsets: [sts], controllerrevisions: revisions },
    }).ask('rollout sts/orders-db');

    expect(text).toContain('REVISION 2 (IN FORCE)');
  });

  it('of a pod is its workload’s; a bare pod keeps none', async () => {
    const world = createAnswerWorld({ has: { ...has, pods: [...has.pods, pod({ name: 'bare-1' })] } });

    expect((await world.ask('rollout pod/checkout-new-aaaaa')).summary).toContain(
      'Deployment shop/checkout: revision 7',
    );
    expect(await world.ask('rollout pod/bare-1')).toMatchObject({
      outcome: 'refused',
      summary: 'Pod bare-1 keeps no revisions. Deployments, StatefulSets and DaemonSets do.',
    });
  });
});

describe('images', () => {
  const digest = (letter: string) => `docker.io/shop/checkout@sha256:${letter.repeat(64)}`;
  const now = deployment({ template: image('latest') });
  const revision = replicaSet(now);
  const runs = (name: string, letter: string, on = 'node-a') =>
    podOf(revision, {
      name: `checkout-7d9f-${name}`,
      node: on,
      containers: [status({ imageId: letter === '' ? '' : digest(letter) })],
    });
  const all = (pods: readonly ReturnType<typeof pod>[], nodes = [node(), node({ name: 'node-b' })]) =>
    createAnswerWorld({ has: { deployments: [now], replicasets: [revision], pods, nodes } });

  it('of which one tag is two builds', async () => {
    const answer = await all([runs('aaaaa', 'a'), runs('bbbbb', 'b', 'node-b'), runs('ccccc', 'a')]).ask(
      'images deploy/checkout',
    );

    expect(answer.summary).toBe(
      'Deployment shop/checkout: app runs 2 builds of checkout:latest (2 pods aaaaaaaaaaaa, 1 pod bbbbbbbbbbbb).',
    );
    expect(answer.text).toContain(['  bbbbbbbbbbbb: 1 pod', '    bbbbb on node-b, 24h'].join('\n'));
    expect(answer.text).toContain(`whole: sha256:${'b'.repeat(64)}`);
  });

  it('that are the same everywhere; a pod that has not started is no other build', async () => {
    expect((await all([runs('aaaaa', 'a'), runs('bbbbb', '')]).ask('images deploy/checkout')).summary).toBe(
      'Deployment shop/checkout: app checkout:latest (1 pod aaaaaaaaaaaa).',
    );
  });

  it('that differ by the architecture of the node are one build', async () => {
    const nodes = [node(), node({ name: 'node-b', architecture: 'arm64' })];

    const { summary, text } = await all([runs('aaaaa', 'a'), runs('bbbbb', 'b', 'node-b')], nodes).ask(
      'images deploy/checkout',
    );

    expect(summary).not.toContain('2 builds');
    expect(text).toContain('bbbbbbbbbbbb arm64: 1 pod');
  });

  it('of nothing that runs', async () => {
    expect(await all([]).ask('images deploy/checkout')).toMatchObject({
      outcome: 'refused',
      summary: expect.stringContaining('has no pods'),
    });
  });
});

describe('top', () => {
  const usage = (name: string, cpu: number, memory: number) => ({
    namespace: 'shop',
    name,
    uses: { cpu, memory: memory * 1024 ** 2 },
    containers: {},
  });
  const has = {
    pods: [pod({ name: 'a' }), pod({ name: 'b' })],
    podusage: [usage('a', 20, 50), usage('b', 900, 200)],
    nodes: [node()],
    nodeusage: [{ ...usage('node-a', 1_950, 7_680), namespace: null }],
  };

  it('shows the hungriest first, beside what was asked for', async () => {
    const answer = await createAnswerWorld({ has }).ask('top pods');

    expect(answer.summary).toBe('2 pods in shop; b uses most: 900m CPU and 200Mi.');
    expect(answer.text).toBe(
      ['NAME  CPU/REQ    MEM/LIM', 'b     900m/100m  200Mi/256Mi', 'a     20m/100m   50Mi/256Mi'].join('\n'),
    );
  });

  it('shows nodes with their shares, and one pod', async () => {
    const world = createAnswerWorld({ has });

    expect((await world.ask('top nodes')).text).toMatch(/node-a +1950m +50% +7.5Gi +50%/);
    expect((await world.ask('top pod a')).summary).toBe('a uses 20m CPU and 50Mi.');
  });

  it('knows no bound of a pod of which one container has none', async () => {
    const open = pod({
      name: 'a',
      spec: { containers: [container(), container({ name: 'proxy', limits: {} })] },
    });

    const { text } = await createAnswerWorld({ has: { ...has, pods: [open] } }).ask('top pod a');

    expect(text).toMatch(/20m\/200m +50Mi\/-$/);
  });

  it('says that there is no metrics API', async () => {
    expect(await createAnswerWorld({ has, metrics: false }).ask('top pods')).toMatchObject({
      outcome: 'failed',
      summary: expect.stringContaining('has no metrics API'),
    });
  });

  it('says that it may not be read', async () => {
    const { summary } = await createAnswerWorld({ has, forbidden: ['podusage'] }).ask('top pods');

    expect(summary).toBe('Keyturn may not list podusage.');
  });
});

describe('events', () => {
  const now = deployment();
  const revision = replicaSet(now);
  const own = podOf(revision);
  const has = {
    namespaces: [{ ...meta('Namespace', { name: 'shop' }, false), phase: 'Active', conditions: [] }],
    deployments: [now],
    replicasets: [revision],
    pods: [own, pod({ name: 'other-1' })],
    events: [
      event(own, { reason: 'BackOff', count: 3, message: 'Back-off' }),
      event(now, { reason: 'ScalingReplicaSet', type: 'Normal', lastAt: TAKEN - 30 * MINUTE }),
      event(pod({ name: 'other-1' }), { reason: 'Unhealthy', lastAt: TAKEN - 10 * MINUTE }),
    ],
  };

  it('of a namespace, by last sight, warnings counted', async () => {
    const answer = await createAnswerWorld({ has }).ask('events');

    expect(answer).toMatchObject({
      keep: 'last',
      summary: '3 events in shop, 2 of them warnings, the last 60s ago.',
    });
    expect(answer.text?.match(/Scaling|Unhealthy|BackOff/g)).toEqual(['Scaling', 'Unhealthy', 'BackOff']);
    expect(answer.lookNext).toEqual(['/incident describe pod/checkout-7d9f-abcde -n shop']);
  });

  it('of a workload with those of its revisions and pods', async () => {
    const { text, summary } = await createAnswerWorld({ has }).ask('events deploy/checkout');

    expect(summary).toBe('2 events of Deployment shop/checkout, 1 of them warnings, the last 60s ago.');
    expect(text).not.toContain('other-1');
  });

  it('are also what get events means', async () => {
    const world = createAnswerWorld({ has });

    expect(await world.ask('get events')).toEqual(await world.ask('events'));
  });

  it('that there are none, and that it may not look', async () => {
    expect((await createAnswerWorld({ has: { ...has, events: [] } }).ask('events')).summary).toContain(
      'No events in shop',
    );
    expect(await createAnswerWorld({ has, forbidden: ['events'] }).ask('events')).toMatchObject({
      outcome: 'failed',
      summary: 'Keyturn may not list events.',
    });
  });
});
