import { describe, expect, it } from 'vitest';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import { proposes } from './attack.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

const MINUTE = 60_000;

const WEB = { kind: 'Deployment', namespace: 'shop', name: 'web' };
const HPA = { kind: 'HorizontalPodAutoscaler', namespace: 'shop', name: 'web' };

/** What controllers write all the time: a heartbeat in a status, who owns which field, a new resource version. */
function stirs({ cluster }: GateWorld, minute: number): void {
  for (const ref of [WEB, HPA]) {
    const object = cluster.object(ref) as ClusterObject & { status?: object };
    const metadata = object.metadata as ClusterObject['metadata'] & { managedFields?: object[] };
    const time = new Date(Date.now() + minute).toISOString().replace(/\.\d+Z$/, 'Z');
    const managedFields = [
      ...(metadata.managedFields ?? []),
      {
        manager: `controller-${minute}`,
        operation: 'Update',
        apiVersion: object.apiVersion,
        time,
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:status': {} },
      },
    ];
    const status = { ...object.status, observedHeartbeat: minute, currentMetrics: [] };
    cluster.apply([{ ...object, metadata: { ...metadata, managedFields }, status } as ClusterObject]);
  }
}

describe('bypass 7: a fingerprint that is too wide makes people switch the gate off', () => {
  it('ten minutes of heartbeats, managed fields and resource versions leave a proposal as it was', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const version = world.cluster.resourceVersion();

    for (let minute = 0; minute < 10; minute++) {
      stirs(world, minute);
      world.passes(MINUTE);
    }
    expect(world.cluster.resourceVersion()).toBeGreaterThan(version + 10);
    expect((await world.proposal()).state).toBe('pending');
    await world.asks(room, 'approve 1', 'ben');

    const done = await world.becomes(['succeeded', 'superseded', 'failed', 'expired']);
    expect(done).toMatchObject({ state: 'succeeded', plan: { hash: plan.hash } });
    expect(world.writes()).toHaveLength(1);
  });
});
