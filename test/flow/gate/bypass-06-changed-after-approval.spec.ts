import { describe, expect, it } from 'vitest';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import type { Room } from '../room.ts';
import {
  approvers,
  holdsExecutor,
  pressesWhenShown,
  proposes,
  refusedClicks,
  sentTo,
  waitsInVain,
} from './attack.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

const SCALE = 'scale deploy/indexer -n search --replicas 4 --reason "backlog"';
const INDEXER = { kind: 'Deployment', namespace: 'search', name: 'indexer' };

function indexer({ cluster }: GateWorld): ClusterObject & { readonly spec: object } {
  const object = cluster.object(INDEXER);
  if (!object) throw new Error('There is no indexer.');
  return { ...object, spec: object.spec as object };
}

/** ana proposes, ben approves, and the executor can't begin yet. */
async function approvedAndHeld(world: GateWorld, wish: string): Promise<{ room: Room; goOn: () => void }> {
  const room = await world.opens();
  await proposes(world, room, { wish });
  const goOn = holdsExecutor(world);
  await world.asks(room, 'approve 1', 'ben');
  await world.becomes('approved');
  await waitsInVain(world);
  return { room, goOn };
}

/** What ended it, and that nothing was done. */
async function superseded(world: GateWorld, room: Room): Promise<string> {
  const { ended } = await world.becomes(['superseded', 'succeeded', 'failed']);
  expect((await world.proposal()).state).toBe('superseded');
  expect(world.writes()).toEqual([]);
  await room.reads(/Not done/);
  return ended?.why ?? '';
}

describe('bypass 6: what was approved is changed before it is done', () => {
  it('the object was edited: superseded, with what it was and what it is', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const { room, goOn } = await approvedAndHeld(world, SCALE);

    const before = indexer(world);
    world.cluster.apply([{ ...before, spec: { ...before.spec, replicas: 3 } }]);
    goOn();

    expect(await superseded(world, room)).toMatch(/2 replicas.*3 replicas/);
  });

  it('the object was deleted and made again under the same name: superseded, and it says so', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const { room, goOn } = await approvedAndHeld(world, SCALE);

    const before = indexer(world);
    const { uid, resourceVersion, ...metadata } = before.metadata;
    world.cluster.remove(INDEXER);
    world.cluster.apply([{ ...before, metadata }]);
    expect(indexer(world).metadata.uid).not.toBe(uid);
    expect(indexer(world).metadata.resourceVersion).not.toBe(resourceVersion);
    goOn();

    expect(await superseded(world, room)).toMatch(/deleted and made again/);
  });

  it('the rules were edited after the approval: superseded, and anew in one click', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const { room, goOn } = await approvedAndHeld(world, SCALE);

    await world.stop();
    await world.start(world.rules({ approvers: { standard: ['SLEADS'] } }));
    goOn();
    expect(await superseded(world, room)).toMatch(/rules for this change are others/);

    await pressesWhenShown(world, room, 'Propose anew', 'ana');
    const again = await world.becomes('pending', 2);
    expect(again.plan?.approvers).toEqual([{ kind: 'usergroup', group: 'SLEADS' }]);
    expect(again.approvals).toEqual([]);
  });

  it('an instance with other rules refuses the click, and one with the same takes it', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    await proposes(world, room, { wish: SCALE });
    const changed = world.rules({ executeWithin: '10m' });
    const other = await world.startAnother({ changed, roles: new Set(['intake']) });

    await sentTo(world, other, () => world.asks(room, 'approve 1', 'ben'));
    await room.tellsOnly('ben', /rules for this change are others now/);
    expect(await approvers(world)).toEqual([]);
    expect(await refusedClicks(world)).toEqual(['ben approve']);

    await world.asks(room, 'approve 1', 'ben');
    await world.becomes('succeeded');
    expect(world.writes()).toHaveLength(1);
  });

  it('an executor with other rules than those of the approval does nothing', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const { room, goOn } = await approvedAndHeld(world, SCALE);

    // Only the second instance has an executor from now on, and its rules want two for this.
    const tier = { rules: [{ match: { namespaces: ['search'] }, tier: 'critical' }] };
    await world.stop();
    await world.startAnother({ changed: world.rules(tier), roles: new Set(['workers', 'executor']) });
    goOn();

    expect(await superseded(world, room)).toMatch(/rules for this change are others/);
  });
});
