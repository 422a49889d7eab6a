import { describe, expect, it } from 'vitest';
import type { ClusterTroubleKind } from '../../src/domain/cluster/cluster-trouble.ts';
import { TAKEN } from '../builders/cluster.ts';
import { node, pod, status, waiting } from '../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../builders/cluster-workloads.ts';
import { createAnswerWorld, oneOfEach, verbNames } from './answer-world.ts';

const rule = { verbs: ['list'], group: '', resource: 'nodes', namespace: null };

describe('whatever goes wrong with the cluster is said in a sentence that says what to do', () => {
  it.each<[ClusterTroubleKind, RegExp]>([
    ['forbidden', /^Keyturn may not list nodes \(prod-eu1\)\. A rule would allow it\.$/],
    ['unauthorized', /does not accept Keyturn’s credentials.*renew/],
    ['not-found', /has no such thing.*ask again/],
    ['gone', /changed too much.*Ask again/],
    ['timed-out', /did not answer in time.*-n, -l or --tail/],
    ['busy', /asks for patience.*in a minute/],
    ['away', /can’t be reached \(no route to host\).*says nothing of what runs in it/],
    ['refused', /does not accept the question: no route to host/],
    ['broken', /failed itself \(no route to host\)/],
  ])('%s', async (kind, sentence) => {
    const world = createAnswerWorld();
    world.fails('table', kind, 'no route to host', kind === 'forbidden' ? { rule } : {});

    const answer = await world.ask('get nodes');

    expect(answer.outcome).toBe('failed');
    expect(answer.summary).toMatch(sentence);
  });

  it('with the rule that would allow what is forbidden', async () => {
    const world = createAnswerWorld({ forbidden: ['nodes'] });

    expect((await world.ask('get nodes')).text).toBe(
      [
        '# in the ClusterRole of Keyturn’s reader',
        '- apiGroups: [""]',
        '  resources: ["nodes"]',
        '  verbs: ["list"]',
      ].join('\n'),
    );
  });

  it('also when the configuration has lost the cluster', async () => {
    const answer = await createAnswerWorld().ask('get pods', { cluster: 'gone' });

    expect(answer).toMatchObject({ outcome: 'failed', summary: expect.stringContaining('gone is not in') });
  });

  it('and what is no matter of the cluster is thrown', async () => {
    const world = createAnswerWorld();
    world.reader.resources = async () => {
      throw new TypeError('a mistake of ours');
    };

    await expect(world.ask('get pods')).rejects.toThrow('a mistake of ours');
  });
});

describe('what could not be read is said, never taken for empty', () => {
  const now = deployment();
  const revision = replicaSet(now);
  const has = { deployments: [now], replicasets: [revision], pods: [podOf(revision)] };

  it.each([
    ['logs deploy/checkout', 'pods'],
    ['images deploy/checkout', 'pods'],
    ['logs deploy/checkout', 'replicasets'],
    ['rollout deploy/checkout', 'replicasets'],
    ['events -n shop', 'events'],
    ['events deploy/checkout', 'events'],
  ])('%s without %s', async (text, kind) => {
    const world = createAnswerWorld({ has, forbidden: [kind] });

    expect(await world.ask(text)).toMatchObject({
      outcome: 'failed',
      summary: `Keyturn may not list ${kind}.`,
    });
  });

  it('a name alone is found among the kinds that may be read', async () => {
    const world = createAnswerWorld({ has, forbidden: ['daemonsets', 'jobs'] });

    expect((await world.ask('describe checkout')).summary).toContain('Deployment shop/checkout');
  });
});

describe('every verb', () => {
  it('has a question here', () => {
    expect(Object.keys(oneOfEach).sort()).toEqual([...verbNames].sort());
  });

  it.each(Object.values(oneOfEach))('answers in a sentence when the cluster is away: %s', async (text) => {
    const world = createAnswerWorld();
    for (const method of ['resources', 'view', 'mayI'] as const) world.fails(method, 'away', 'no route');

    const answer = await world.ask(text);

    expect(answer).toMatchObject({ outcome: 'failed', summary: expect.stringContaining('can’t be reached') });
  });

  it.each(Object.values(oneOfEach))(
    'answers in one harmless line of an object full of tricks: %s',
    async (text) => {
      const nasty = '\u001b[2J\u202e<!channel> ```\n| forged | row |\u0000';
      const world = createAnswerWorld({
        has: {
          deployments: [deployment({ annotations: { note: nasty } })],
          pods: [pod({ name: 'checkout', message: nasty, reason: nasty })],
        },
      });

      const {
        summary,
        text: whole,
        lookNext,
      } = await world.ask(text.replace('deploy/checkout', 'pod/checkout'));

      expect(summary).not.toContain('\n');
      for (const said of [summary, whole ?? '', ...lookNext]) {
        for (const sign of ['\u001b', '\u202e', '\u0000']) expect(said).not.toContain(sign);
      }
      for (const line of (whole ?? '').split('\n')) expect(line).not.toMatch(/^\| forged/);
    },
  );
});

describe('what is watched has not changed because time went on', () => {
  const world = (over: Parameters<typeof status>[0] = {}, takenAt = TAKEN) => {
    const now = deployment();
    const revision = replicaSet(now);
    const own = podOf(revision, { name: 'checkout-7d9f-aaaaa', containers: [status(over)] });
    return createAnswerWorld({
      has: { deployments: [now], replicasets: [revision], pods: [own], nodes: [node()], takenAt },
      logs: { 'shop/checkout-7d9f-aaaaa/app': [{ at: TAKEN - 1_000, text: 'ok' }] },
    });
  };
  const news = async (text: string, ...of: Parameters<typeof world>) => {
    const { essence, summary } = await world(...of).ask(text);
    return essence ?? [summary];
  };

  it.each([...Object.values(oneOfEach), 'describe pod/checkout-7d9f-aaaaa', 'describe node/node-a'])(
    '%s',
    async (text) => {
      expect(await news(text)).toEqual(await news(text, {}, TAKEN + 5 * 60_000));
    },
  );

  it.each([
    'get pods',
    'describe deploy/checkout',
    'describe pod/checkout-7d9f-aaaaa',
    'rollout deploy/checkout',
  ])('but because a container crashed: %s', async (text) => {
    expect(await news(text)).not.toEqual(
      await news(text, { ready: false, restarts: 1, state: waiting('CrashLoopBackOff') }),
    );
  });
});

describe('can-i', () => {
  it.each([
    ['can-i list pods -n shop', /^Yes: Keyturn may list pods in shop \(prod-eu1\), RBAC: allowed/],
    ['can-i get pods/log -n shop', /^Yes: Keyturn may get pods\/log in shop/],
    ['can-i list nodes', /^Yes: Keyturn may list nodes \(prod-eu1\)/],
    ['can-i list certs -A', /^Yes: Keyturn may list certificates.cert-manager.io in all namespaces/],
    ['can-i delete pods -n shop', /A reader should not have this right/],
    ['can-i get pods/exec -n shop', /A reader should not have this right/],
    ['can-i get secrets -n shop', /A reader should not have this right/],
  ])('yes: %s', async (text, sentence) => {
    expect((await createAnswerWorld().ask(text)).summary).toMatch(sentence);
  });

  it('no: with the rule, when it is about reading', async () => {
    const answer = await createAnswerWorld({ mayNot: ['list deployments.apps'] }).ask(
      'can-i list deploy -n shop',
    );

    expect(answer.summary).toBe(
      'No: Keyturn may not list deployments.apps in shop (prod-eu1). This rule would allow it.',
    );
    expect(answer.text).toContain('- apiGroups: ["apps"]');
  });

  it('no: without one, when it is about writing or Secrets', async () => {
    const world = createAnswerWorld({ mayNot: ['delete pods', 'get secrets'] });

    expect(await world.ask('can-i delete pods -n shop')).toMatchObject({
      text: null,
      summary: expect.stringContaining('not meant to'),
    });
    expect(await world.ask('can-i get secrets -n shop')).toMatchObject({
      text: null,
      summary: expect.stringContaining('not meant to'),
    });
  });
});
