import { describe, expect, it } from 'vitest';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import { MINUTE, SECOND } from '../../../src/domain/instant.ts';
import type { Proposal } from '../../../src/domain/proposal/proposal.ts';
import { typedTarget, unacknowledged } from '../../../src/domain/proposal/proposal-state.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';
import { asksPastTheDoor, proposesPastTheDoor } from './killed/past-the-door.ts';

const INDEXER = { kind: 'Deployment', namespace: 'search', name: 'indexer' };
const WEB = { kind: 'Deployment', namespace: 'shop', name: 'web' };
const NODE = { kind: 'Node', name: 'ip-10-20-16-21.eu-west-1.compute.internal' };

const SCALE = {
  action: 'scale',
  target: { resource: 'deployments', name: 'indexer', namespace: 'search' },
  parameters: { replicas: 4 },
} as const;
const RESTART = {
  action: 'restart',
  target: { resource: 'deployments', name: 'web', namespace: 'shop' },
} as const;
const CORDON = {
  action: 'cordon',
  target: { resource: 'nodes', name: NODE.name, namespace: null },
} as const;

// biome-ignore lint/suspicious/noExplicitAny: objects of many kinds are changed in many places
type Loose = any;

type Ref = Parameters<GateWorld['cluster']['object']>[0];

/** Changes an object by hand. */
function changes({ cluster }: GateWorld, ref: Ref, change: (object: Loose) => void): void {
  const object: Loose = structuredClone(cluster.object(ref));
  change(object);
  // As any write: there is a newer version of it.
  delete object.metadata.resourceVersion;
  cluster.apply([object as ClusterObject]);
}

/** A webhook that writes something onto every Deployment, always the same. */
function installsMesh(world: GateWorld, written: string): void {
  world.cluster.apply([
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: { name: 'mesh' },
      webhooks: [
        {
          name: 'mesh.example.com',
          clientConfig: { url: 'https://mesh.example.com/inject' },
          failurePolicy: 'Ignore',
          sideEffects: 'None',
          rules: [
            { operations: ['UPDATE'], apiGroups: ['apps'], apiVersions: ['v1'], resources: ['deployments'] },
          ],
        },
      ],
    },
  ]);
  const annotations = { 'mesh.example.com/injected': written };
  world.cluster.setWebhook('mesh.example.com', { writes: { metadata: { annotations } } });
}

/** Half a minute in which nobody changes what anything means. */
function churns(world: GateWorld, round: number): void {
  const time = new Date(world.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  for (const ref of [INDEXER, WEB]) {
    changes(world, ref, ({ metadata, status }) => {
      for (const entry of metadata.managedFields ?? []) entry.time = time;
      for (const condition of status.conditions) condition.lastUpdateTime = time;
    });
  }
  changes(world, NODE, ({ status }) => {
    for (const condition of status.conditions) condition.lastHeartbeatTime = time;
    status.images = round % 2 ? [] : [{ names: ['registry.example.com/shop/web:4.11.0'], sizeBytes: round }];
  });
  changes(world, { kind: 'HorizontalPodAutoscaler', namespace: 'shop', name: 'web' }, ({ status }) => {
    status.lastScaleTime = time;
    status.currentMetrics = [];
  });
}

const proposed = async (world: GateWorld, number: number): Promise<Proposal> => {
  const proposal = await world.becomes(['pending', 'refused'], number);
  expect(proposal.ended?.why).toBeUndefined();
  return proposal;
};

async function approves(world: GateWorld, number: number): Promise<void> {
  const proposal = await world.proposal(number);
  const hash = proposal.plan?.hash ?? '';
  await asksPastTheDoor(world, 'INC-1', 'ben', {
    kind: 'approve',
    proposal: number,
    hash,
    typed: typedTarget(proposal),
  });
}

/** Three changes of different kinds are proposed, and what they need is acknowledged. */
async function threeProposed(world: GateWorld): Promise<void> {
  for (const [index, wish] of [SCALE, RESTART, CORDON].entries()) {
    await proposesPastTheDoor(world, 'INC-1', wish);
    const warnings = unacknowledged(await proposed(world, index + 1));
    if (warnings.length > 0)
      await asksPastTheDoor(world, 'INC-1', 'ana', { kind: 'acknowledge', proposal: index + 1, warnings });
  }
}

describe('what was approved', () => {
  it('is done after ten minutes of heartbeats, counters, new versions and a webhook that always writes the same', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    await world.opens();
    installsMesh(world, 'v1');
    await threeProposed(world);
    const hashes = await Promise.all([1, 2, 3].map(async (each) => (await world.proposal(each)).plan?.hash));

    for (let round = 0; round < 20; round++) {
      churns(world, round);
      world.passes(30 * SECOND);
    }
    for (const number of [1, 2, 3]) await approves(world, number);

    for (const number of [1, 2, 3]) {
      const done = await world.becomes(['succeeded', 'failed', 'superseded', 'unknown'], number);
      expect([number, done.state, done.ended?.why]).toEqual([number, 'succeeded', done.ended?.why]);
      expect(done.plan?.hash).toBe(hashes[number - 1]);
    }
    expect(world.writes()).toHaveLength(3);
    await world.logIsWhole('INC-1');
  });

  it.each([
    [
      'somebody scaled it',
      (world: GateWorld) => changes(world, INDEXER, ({ spec }) => Object.assign(spec, { replicas: 5 })),
      SCALE,
    ],
    [
      'somebody restarted it',
      (world: GateWorld) =>
        changes(world, WEB, ({ spec }) => {
          const at = { 'kubectl.kubernetes.io/restartedAt': '2026-03-14T03:00:00Z' };
          spec.template.metadata.annotations = { ...spec.template.metadata.annotations, ...at };
        }),
      RESTART,
    ],
    ['the webhook writes something else', (world: GateWorld) => installsMesh(world, 'v2'), RESTART],
    [
      'somebody cordoned it',
      (world: GateWorld) => changes(world, NODE, ({ spec }) => Object.assign(spec, { unschedulable: true })),
      CORDON,
    ],
  ])('is superseded when %s, however small the rest is', async (_, drifts, wish) => {
    const world = await startGateWorld({ story: 'healthy' });
    await world.opens();
    installsMesh(world, 'v1');
    await proposesPastTheDoor(world, 'INC-1', wish);
    const warnings = unacknowledged(await proposed(world, 1));
    if (warnings.length > 0)
      await asksPastTheDoor(world, 'INC-1', 'ana', { kind: 'acknowledge', proposal: 1, warnings });
    for (let round = 0; round < 4; round++) churns(world, round);
    world.passes(MINUTE);

    drifts(world);
    await approves(world, 1);

    const done = await world.becomes(['succeeded', 'failed', 'superseded', 'unknown']);
    expect([done.state, done.ended?.why]).toEqual(['superseded', expect.stringMatching(/\w/)]);
    expect(world.writes()).toEqual([]);
  });
});
