import { describe, expect, it } from 'vitest';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import { holdsExecutor, proposes, waitsInVain } from './attack.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

const POD = 'web-fkq9765rb5-r6kbf';
const PEERS = ['web-fkq9765rb5-n2xb5', 'web-fkq9765rb5-s6zsh'];
const SLICE = 'web-dcrgr';

type WithStatus = ClusterObject & { readonly status: { readonly conditions: readonly Condition[] } };
type Condition = { readonly type: string; readonly status: string };
type Slice = ClusterObject & { readonly endpoints: readonly Endpoint[] };
type Endpoint = { readonly conditions: object; readonly targetRef?: { readonly name: string } };

/** No controllers: what is not ready stays so. */
const STILL = { controllers: false } as const;

/** The pods serve nobody any more: not ready, and no endpoints. */
function peersFail({ cluster }: GateWorld, slice: string, names: readonly string[]): void {
  for (const name of names) {
    const pod = cluster.object({ kind: 'Pod', namespace: 'shop', name }) as WithStatus;
    const conditions = pod.status.conditions.map((each) =>
      ['Ready', 'ContainersReady'].includes(each.type) ? { ...each, status: 'False' } : each,
    );
    cluster.apply([{ ...pod, status: { ...pod.status, conditions } }]);
  }
  const object = cluster.object({ kind: 'EndpointSlice', namespace: 'shop', name: slice }) as Slice;
  const endpoints = object.endpoints.map((each) =>
    names.includes(each.targetRef?.name ?? '')
      ? { ...each, conditions: { ready: false, serving: false, terminating: false } }
      : each,
  );
  cluster.apply([{ ...object, endpoints } as ClusterObject]);
}

describe('bypass 18: what could break got worse between the approval and the execution', () => {
  it('the ready peers are gone: superseded, and it says that nobody could be reached', async () => {
    const world = await startGateWorld({ story: 'healthy', cluster: STILL });
    const room = await world.opens();
    const { plan } = await proposes(world, room, { wish: `delete-pod pod/${POD} -n shop --reason "stuck"` });
    expect(plan.warnings.map(({ id }) => id)).not.toContain('last-endpoint:shop/web');
    const goOn = holdsExecutor(world);
    if (plan.warnings.some(({ level }) => level === 'must-acknowledge')) await world.asks(room, 'ack 1');
    await world.asks(room, `approve 1 prod-eu1/shop/${POD}`, 'ben');
    await waitsInVain(world);

    peersFail(world, SLICE, PEERS);
    goOn();

    const { state, ended } = await world.becomes(['superseded', 'succeeded', 'failed', 'executing']);
    expect([state, ended?.why]).toEqual(['superseded', expect.stringMatching(/no ready endpoint/)]);
    await room.reads(/no ready endpoint/);
    expect(world.writes()).toEqual([]);
    expect(world.cluster.object({ kind: 'Pod', namespace: 'shop', name: POD })).toBeDefined();
  });

  it('what got better meanwhile is no reason to ask again', async () => {
    const world = await startGateWorld({ story: 'healthy', cluster: STILL });
    const room = await world.opens();
    peersFail(world, SLICE, PEERS.slice(1));
    const { plan } = await proposes(world, room, { wish: `delete-pod pod/${POD} -n shop --reason "stuck"` });
    expect(plan.warnings.map(({ id }) => id)).toContain('one-endpoint:shop/web');
    const goOn = holdsExecutor(world);
    if (plan.warnings.some(({ level }) => level === 'must-acknowledge')) await world.asks(room, 'ack 1');
    await world.asks(room, `approve 1 prod-eu1/shop/${POD}`, 'ben');
    await waitsInVain(world);
    goOn();

    expect((await world.becomes(['executing', 'succeeded', 'superseded', 'failed'])).state).toMatch(
      /executing|succeeded/,
    );
    await world.slack.until(() => world.writes().length > 0);
    expect(world.writes()).toHaveLength(1);
  });
});
