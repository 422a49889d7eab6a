import { writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { EXECUTOR, executorObjects } from '../../../sandbox/stage/executor.ts';
import { READER, readerObjects } from '../../../sandbox/stage/reader.ts';
import { loadStory } from '../../../sandbox/stories/load-story.ts';
import { startReadCluster } from '../asking-world.ts';
import type { Room } from '../room.ts';
import { holdsExecutor, proposes, waitsInVain } from './attack.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

const KILL = 'delete-pod pod/ledger-db-0 -n pay --reason "it hangs"';
const STARVED = 'ip-10-20-32-26.eu-west-1.compute.internal';

/** Why it is not even offered to the approvers. */
async function refusedFor(world: GateWorld, room: Room, wish: string, number: number): Promise<string> {
  await world.asks(room, `do ${wish}`);
  const { state, ended } = await world.becomes(['refused', 'pending'], number);
  expect(state).toBe('refused');
  return ended?.why ?? '';
}

/** Everything as in the story's cluster, down to the uids of its objects; only the cluster is another one. */
async function startTwin(story: string): Promise<SandboxCluster> {
  const { objects } = loadStory(story, { now: Date.now() });
  const uid = '00000000-0000-4000-8000-00000000aaaa';
  const twin = await startCluster({
    objects: [...objects, ...readerObjects(), ...executorObjects()].map((object) =>
      object.kind === 'Namespace' && object.metadata.name === 'kube-system'
        ? { ...object, metadata: { ...object.metadata, uid } }
        : object,
    ),
  });
  onTestFinished(() => twin.stop());
  return twin;
}

const podOf = (cluster: SandboxCluster, namespace: string, name: string): ClusterObject | undefined =>
  cluster.object({ kind: 'Pod', namespace, name });

describe('story 0, the kill in the wrong cluster', () => {
  it('a change is for the incident’s cluster only, whoever names another one in which the same name is', async () => {
    const { objects } = loadStory('killed-container', { now: Date.now() });
    const staging = await startReadCluster('staging-eu1', { objects });
    const world = await startGateWorld({ story: 'killed-container', others: [staging.setting] });
    const room = await world.opens();

    await world.asks(room, `do ${KILL} --cluster staging-eu1`);
    await room.tellsOnly('ana', /INC-1 is about prod-eu1\. In staging-eu1 nothing is changed from here/);
    expect((await world.incident('INC-1')).proposals).toEqual([]);

    // In the right one: the database is the only replica, and that is typed out, with the cluster's name.
    const { plan } = await proposes(world, room, { wish: KILL });
    expect(plan).toMatchObject({ tier: 'protected', cluster: { name: 'prod-eu1', uid: world.cluster.uid } });
    expect(plan.protects).toMatch(/only replica.*keeps data/);
    expect(plan.warnings.map(({ id, level }) => [id, level])).toContainEqual([
      'last-endpoint:pay/ledger-db',
      'must-acknowledge',
    ]);
    await world.asks(room, 'approve 1 prod-eu1/pay/ledger-db-0', 'ben');
    await room.tellsOnly('ben', /has not acknowledged the warnings/);
    await world.asks(room, 'ack 1');
    for (const typed of ['', 'ledger-db-0', 'staging-eu1/pay/ledger-db-0', 'prod-eu1/pay/ledger-db'])
      await world.asks(room, `approve 1 ${typed}`, 'ben');
    await room.tellsOnly('ben', /type it out to approve/);
    await world.settles();

    expect((await world.proposal()).approvals).toEqual([]);
    for (const cluster of [world.cluster, staging.cluster])
      expect(cluster.requests.filter(({ method, dryRun }) => method === 'DELETE' && !dryRun)).toEqual([]);
  });

  it.each([
    ['what is changed', /two clusters/],
    ['what is read and what is changed', /is another cluster now/],
  ])(
    'a cluster that was exchanged behind the name, in %s, is noticed before anything is done',
    async (where, why) => {
      const world = await startGateWorld({ story: 'killed-container' });
      const twin = await startTwin('killed-container');
      const room = await world.opens();
      await proposes(world, room, { wish: KILL });
      await world.asks(room, 'ack 1');
      const goOn = holdsExecutor(world);
      await world.asks(room, 'approve 1 prod-eu1/pay/ledger-db-0', 'ben');
      await waitsInVain(world);

      await world.stop();
      await writeFile(world.kubeconfigs.writing, twin.kubeconfig(EXECUTOR));
      if (where !== 'what is changed') await writeFile(world.kubeconfigs.reading, twin.kubeconfig(READER));
      await world.start();
      goOn();

      const { state, ended } = await world.becomes(['superseded', 'succeeded', 'failed', 'unknown']);
      expect([state, ended?.why]).toEqual(['superseded', expect.stringMatching(why)]);
      expect(world.writes()).toEqual([]);
      expect(twin.requests.filter(({ method, dryRun }) => method === 'DELETE' && !dryRun)).toEqual([]);
      expect(podOf(twin, 'pay', 'ledger-db-0')).toBeDefined();
    },
  );
});

describe('story 1, a second CNI that woke up old policies', () => {
  it('the kinds that it brought can’t be deleted: no change for them is offered', async () => {
    const world = await startGateWorld({ story: 'calico-on-eks' });
    const room = await world.opens();
    const definition = 'felixconfigurations.crd.projectcalico.org';
    for (const [at, wish] of [
      `delete crd/${definition}`,
      `delete-pod customresourcedefinitions/${definition}`,
      'restart networkpolicy/from-edge -n shop',
    ].entries())
      expect(await refusedFor(world, room, `${wish} --reason "it began with them"`, at + 1)).toMatch(
        / is for /,
      );
    expect(world.writes()).toEqual([]);
  });
});

describe('story 2, just delete the pod', () => {
  it('not where nothing would make it again', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    const why = await refusedFor(world, room, 'delete-pod pod/psql-client -n dev --reason "x"', 1);

    expect(why).toMatch(/no controller owns it, so nothing would make a new one/);
    expect(world.writes()).toEqual([]);
  });
});

describe('story 3, one replica under latest runs another build', () => {
  it('a deletion warns that it may change the code, an image goes by its digest, and then all run one build', async () => {
    const world = await startGateWorld({ story: 'latest-tag' });
    const room = await world.opens();
    const odd = 'catalog-6fd8c9b745-cxkdc';

    const first = await proposes(world, room, {
      wish: `delete-pod pod/${odd} -n shop --reason "odd one out"`,
    });
    expect(first.plan.warnings.find(({ id }) => id === 'mutable-tag:app')).toMatchObject({
      level: 'must-acknowledge',
      sentence: expect.stringMatching(/may change the code.*latest.*running now: .*, /),
    });
    await world.asks(room, 'approve 1', 'ben');
    await room.tellsOnly('ben', /has not acknowledged the warnings/);
    await room.reads(/This may change the code/);
    await world.asks(room, 'withdraw 1 by digest instead');
    expect(podOf(world.cluster, 'shop', odd)).toBeDefined();

    const majority = imageOf(world, 'catalog-6fd8c9b745-jzrjv');
    expect(majority).toMatch(/@sha256:[0-9a-f]{64}$/);
    expect(imageOf(world, odd)).not.toBe(majority);
    const tagged = majority.replace(/@.*/, ':latest');
    await world.asks(room, `do set-image deploy/catalog -n shop --image ${tagged} --reason "x"`);
    await room.tellsOnly('ana', /never by a tag/);
    const wish = `set-image deploy/catalog -n shop --image ${majority} --reason "one build for all"`;
    const { plan } = await proposes(world, room, { wish, number: 2 });
    expect(plan.warnings.map(({ id }) => id)).not.toContain('mutable-tag:app');
    if (plan.warnings.some(({ level }) => level === 'must-acknowledge')) await world.asks(room, 'ack 2');
    await world.asks(room, 'approve 2 prod-eu1/shop/catalog', 'ben');

    expect((await world.becomes(['succeeded', 'failed', 'superseded'], 2)).state).toBe('succeeded');
    expect(world.writes()).toHaveLength(1);
  });
});

describe('story 4, five changes that would have made it worse', () => {
  it('the drain that would take the last endpoints is only looked at, and each step of it is stopped', async () => {
    const world = await startGateWorld({ story: 'one-node', cluster: { controllers: false } });
    const room = await world.opens();

    await world.asks(room, `do drain node/${STARVED} --reason "starved"`);
    await room.tellsOnly('ana', /no action “drain”/);
    await world.asks(room, `drain ${STARVED}`);
    await room.reads(/It would take the last ready endpoint of pay\/payments-api/);
    expect(world.writes()).toEqual([]);

    const cordon = await proposes(world, room, { wish: `cordon node/${STARVED} --reason "starved"` });
    expect(cordon.plan.warnings).toContainEqual(
      expect.objectContaining({ id: 'last-endpoint:pay/payments-api', level: 'must-acknowledge' }),
    );
    await world.asks(room, 'approve 1', 'ben');
    await room.tellsOnly('ben', /has not acknowledged the warnings/);
    // Two of three are gone already: the last one does not go.
    for (const name of ['payments-api-5c9f8d6b77-8k9p5', 'payments-api-5c9f8d6b77-zpmd7'])
      world.cluster.remove({ kind: 'Pod', namespace: 'pay', name });
    allowsNone(world, 'pay', 'payments-api');
    const why = await refusedFor(
      world,
      room,
      'evict pod/payments-api-5c9f8d6b77-h2l9n -n pay --reason "x"',
      2,
    );
    expect(why).toMatch(/allows no pod to go now/);
    expect(world.writes()).toEqual([]);
  });

  it('nothing that needs a new pod is done while a webhook that must approve it is dead', async () => {
    const world = await startGateWorld({ story: 'dead-webhook' });
    const room = await world.opens();
    for (const [at, wish] of [
      'delete-pod pod/web-fkq9765rb5-r6kbf -n shop',
      'evict pod/cart-kq5mfblwfc-g9tvb -n shop',
      'restart deploy/cart -n shop',
      'scale deploy/cart -n shop --replicas 3',
    ].entries()) {
      const why = await refusedFor(world, room, `${wish} --reason "slow"`, at + 1);
      expect(why).toMatch(/Webhook validation\.gatekeeper\.sh must approve every new pod in shop/);
    }
    expect(world.writes()).toEqual([]);
  });

  it('no more pods are asked for when no node has room and no address is left for another', async () => {
    const world = await startGateWorld({ story: 'no-more-ips' });
    const room = await world.opens();
    const why = await refusedFor(
      world,
      room,
      'scale deploy/fare-worker -n pricing --replicas 260 --reason "x"',
      1,
    );

    expect(why).toMatch(
      /10 more pods would not find a place.*all 256 blocks of pod addresses \(\/24\) are in use/,
    );
    expect(world.writes()).toEqual([]);
  });
});

/** The image that a pod of the story runs, by its digest. */
function imageOf({ cluster }: GateWorld, name: string): string {
  const status = podOf(cluster, 'shop', name)?.status as { containerStatuses: { imageID: string }[] };
  return status.containerStatuses[0]?.imageID ?? '';
}

/** What the disruption controller finds out when too few pods are ready. */
function allowsNone({ cluster }: GateWorld, namespace: string, name: string): void {
  const budget = cluster.object({ kind: 'PodDisruptionBudget', namespace, name });
  if (!budget) throw new Error(`There is no budget ${name}.`);
  cluster.apply([{ ...budget, status: { ...(budget.status as object), disruptionsAllowed: 0 } }]);
}
