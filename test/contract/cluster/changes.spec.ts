import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionSituation } from '../../../src/domain/action/action.ts';
import type { ActionName } from '../../../src/domain/action/action-name.ts';
import { actions } from '../../../src/domain/action/actions.ts';
import { isReady } from '../../../src/domain/cluster/conditions.ts';
import {
  type Changes,
  type ChangeUnderTest,
  changesIn,
  prepareChanges,
  wishIn,
} from './change-under-test.ts';
import { type ClusterUnderTest, jsonOf, type List } from './cluster-under-test.ts';
import { startClusterUnderTest } from './start-cluster-under-test.ts';

const START_MS = 300_000;
const CASE_MS = 200_000;
const MERGE = 'application/merge-patch+json';

let cluster: ClusterUnderTest;
let changes: Changes;
beforeAll(async () => {
  cluster = await startClusterUnderTest('empty');
  await prepareChanges(cluster);
  changes = changesIn(cluster);
}, START_MS);
afterAll(async () => {
  await changes?.close();
  await cluster?.stop();
});

const plan = (name: ActionName, target: string, parameters?: ActionSituation['parameters']) => {
  const action = actions.find((each) => each.name === name);
  if (!action) throw new Error(`no action ${name}`);
  return changes.plan(action, target, parameters);
};

/** How the API server refuses another uid: a patch as invalid, a precondition as a conflict. */
const codes = { PATCH: 422, POST: 409, DELETE: 409 };

/** A merge patch of a Scale: its uid is a precondition, too. */
const isScaledFromZero = ({ plan: { request } }: ChangeUnderTest) =>
  request.path.endsWith('/scale') && request.contentType.includes('merge');

/** Every request is rehearsed without effect, refused for an object made anew, done once, verified and settled. */
const done = async (change: ChangeUnderTest, settled: string = 'applied-by-us') => {
  const before = wishIn(await change.now());
  expect(await change.settled()).toBe('not-applied');

  await change.rehearse();
  expect(wishIn(await change.now())).toEqual(before);

  const another = await change.writeToAnother();
  expect([another.kind, another.status]).toEqual([
    'refused',
    isScaledFromZero(change) ? 409 : codes[change.plan.request.method],
  ]);
  expect(wishIn(await change.now())).toEqual(before);

  await change.write();
  const sentence = await change.verified();
  expect(await change.settled()).toBe(settled);
  return sentence;
};

const apps = (path: string) => `/apis/apps/v1/namespaces/${cluster.namespace}/${path}`;
const patched = async (path: string, body: unknown) => {
  const { status, text } = await cluster.send(path, { method: 'PATCH', body, type: MERGE });
  if (status !== 200) throw new Error(text);
};

/** A pod of this app. */
const podOf = async (app: string) => {
  const list = jsonOf<List>(
    await cluster.send(`/api/v1/namespaces/${cluster.namespace}/pods?labelSelector=app%3D${app}`),
  );
  const name = list.items[0]?.metadata.name;
  if (name === undefined) throw new Error(`no pod of ${app}`);
  return `pod/${name}`;
};

const drifted = async (change: ChangeUnderTest) => {
  const { kind, status } = await change.writeRefused();
  return [kind, status, await change.settled()];
};
const MOVED = ['refused', 422, 'not-applied'];

describe('a change in a cluster, from the plan to the way back', { timeout: CASE_MS }, () => {
  it.each([['deployment/shop'], ['statefulset/ledger'], ['daemonset/agent']])(
    'a restart of %s, and the undo to the template before',
    async (target) => {
      expect(await done(await plan('restart', target))).toMatch(
        /pods are new and ready|pod is new and ready/,
      );
      // The second one has an old value to test: somebody restarts it meanwhile.
      const again = await plan('restart', target);
      const path = again.plan.request.path;
      const at = { 'kubectl.kubernetes.io/restartedAt': '2020-01-01T00:00:00Z' };
      await patched(path, { spec: { template: { metadata: { annotations: at } } } });
      expect(await drifted(again)).toEqual(MOVED);
      await cluster.until(async () => {
        const { metadata, status } = jsonOf<{ metadata: { generation: number }; status: Counts }>(
          await cluster.send(path),
        );
        return status.observedGeneration === metadata.generation && isWhole(status);
      });

      expect(await done(await plan('undo', target))).toMatch(/new and ready/);
    },
  );

  it('an image by its digest, and the undo of it', async () => {
    const { situation } = await plan('restart', 'deployment/pods');
    const [pod] = situation.view.pods.filter((each) => each.labels.app === 'pods' && isReady(each));
    const image = (pod?.containers[0]?.imageId ?? '').replace(/^\S+:\/\//, '');
    const change = await plan('set-image', 'deployment/pods', { image });

    const template = {
      spec: { template: { spec: { containers: [{ name: 'app', image: 'registry.k8s.io/pause:3.9' }] } } },
    };
    expect(
      (
        await cluster.send(`${change.plan.request.path}?dryRun=All`, {
          method: 'PATCH',
          body: template,
          type: MERGE,
        })
      ).status,
    ).toBe(200);
    expect(await done(change)).toMatch(/They run pause@/);

    const { undoWith } = change.plan;
    expect(undoWith?.action).toBe('undo');
    expect(await done(await plan('undo', 'deployment/pods', undoWith?.parameters))).toMatch(/new and ready/);
  });

  it('the number of replicas, and back; not when it moved meanwhile', async () => {
    const change = await plan('scale', 'deployment/shop', { replicas: 3 });

    expect(await done(change)).toMatch(/3 of 3 pods are ready/);
    const back = change.plan.undoWith;
    const late = await plan('scale', 'deployment/shop', back?.parameters);
    await patched(apps('deployments/shop/scale'), { spec: { replicas: 4 } });
    expect(await drifted(late)).toEqual(MOVED);
    expect(await done(await plan('scale', 'deployment/shop', back?.parameters))).toMatch(
      /2 of 2 pods are ready/,
    );
  });

  it('the number of replicas of what was scaled to zero', async () => {
    const to = async (replicas: number) => done(await plan('scale', 'deployment/shop', { replicas }));

    expect(await to(0)).toMatch(/0 of 0/);
    expect(await to(2)).toMatch(/2 of 2/);
  });

  it('a pod is deleted, and another one comes', async () => {
    const change = await plan('delete-pod', await podOf('pods'));

    expect(await done(change, 'applied-by-whom-unknown')).toMatch(
      /took its place|all 3 pods that are wanted/,
    );
  });

  it('a pod is evicted, and a budget that came meanwhile keeps the next one', async () => {
    expect(await done(await plan('evict', await podOf('pods')), 'applied-by-whom-unknown')).toMatch(
      /took its place|all 3 pods that are wanted/,
    );

    const change = await plan('evict', await podOf('pods'));
    const budget = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'pods' },
      spec: { minAvailable: 3, selector: { matchLabels: { app: 'pods' } } },
    };
    const budgets = `/apis/policy/v1/namespaces/${cluster.namespace}/poddisruptionbudgets`;
    expect((await cluster.send(budgets, { method: 'POST', body: budget })).status).toBe(201);
    await cluster.until(async () => {
      const { status } = jsonOf<{ status?: { expectedPods?: number } }>(
        await cluster.send(`${budgets}/pods`),
      );
      return status?.expectedPods === 3;
    });
    const { kind, status, detail } = await change.writeRefused();
    expect([kind, status, await change.settled()]).toEqual(['refused', 429, 'not-applied']);
    expect(detail).toMatch(/disruption budget/);
    await cluster.send(`${budgets}/pods`, { method: 'DELETE' });
  });

  it('a pod goes into quarantine, keeps running, and another one takes its place', async () => {
    const change = await plan('quarantine', await podOf('shop'));

    expect(await done(change)).toMatch(/took its place/);
    const pod = await change.now();
    expect(pod).toMatchObject({ metadata: { labels: { app: 'quarantine' } }, status: { phase: 'Running' } });
    await cluster.send(`/api/v1/namespaces/${cluster.namespace}/pods/${change.situation.object.name}`, {
      method: 'DELETE',
    });
  });

  it('the cost of a pod, another one, and not one that moved meanwhile', async () => {
    const pod = await podOf('pods');
    const change = await plan('deletion-cost', pod, { cost: -10 });

    expect(await done(change)).toMatch(/has the cost -10/);
    const late = await plan('deletion-cost', pod, { cost: 5 });
    const path = `/api/v1/namespaces/${cluster.namespace}/pods/${change.situation.object.name}`;
    await patched(path, { metadata: { annotations: { 'controller.kubernetes.io/pod-deletion-cost': '7' } } });
    expect((await late.writeRefused()).status).toBe(422);
    expect(await done(await plan('deletion-cost', pod, change.plan.undoWith?.parameters))).toMatch(/cost 0/);
  });

  it('a CronJob is suspended and resumed, and neither when somebody else was first', async () => {
    const path = `/apis/batch/v1/namespaces/${cluster.namespace}/cronjobs/nightly`;
    const suspending = await plan('suspend', 'cronjob/nightly');

    expect(await done(suspending)).toMatch(/is suspended/);
    const late = await plan('resume', 'cronjob/nightly');
    await patched(path, { spec: { suspend: false } });
    expect((await late.writeRefused()).status).toBe(422);
    await patched(path, { spec: { suspend: true } });
    expect(await done(await plan('resume', 'cronjob/nightly'))).toMatch(/is resumed/);
  });

  const mayTouchNodes = () => cluster.name === 'sandbox' || process.env.KEYTURN_TEST_NODES === 'yes';
  it('a node is closed and opened again, where nodes may be touched', async () => {
    if (!mayTouchNodes()) return expect(process.env.KEYTURN_TEST_NODES).not.toBe('yes');
    const nodes = jsonOf<NodeList>(await cluster.send('/api/v1/nodes')).items.filter(
      ({ spec }) => spec?.unschedulable !== true,
    );
    const name = nodes.at(-1)?.metadata.name;
    const target = `node/${name}`;

    try {
      expect(await done(await plan('cordon', target))).toMatch(/is cordoned/);
      const opening = await plan('uncordon', target);
      await patched(opening.plan.request.path, { spec: { unschedulable: false } });
      expect((await opening.writeRefused()).status).toBe(422);
      await patched(opening.plan.request.path, { spec: { unschedulable: true } });
      expect(await done(await plan('uncordon', target))).toMatch(/open for new pods/);
    } finally {
      // Nobody's node stays closed because a case went wrong.
      await patched(`/api/v1/nodes/${name}`, { spec: { unschedulable: null } });
    }
  });
});

type NodeList = {
  readonly items: readonly {
    readonly metadata: { name: string };
    readonly spec?: { unschedulable?: boolean };
  }[];
};

type Counts = Readonly<Record<string, number | undefined>>;

/** All pods of a Deployment, a StatefulSet or a DaemonSet are of the newest template and ready. */
const isWhole = (status: Counts): boolean => {
  const wanted = status.desiredNumberScheduled ?? status.replicas;
  const updated = status.updatedNumberScheduled ?? status.updatedReplicas;
  const ready = status.numberReady ?? status.readyReplicas;
  return wanted === updated && wanted === ready;
};
