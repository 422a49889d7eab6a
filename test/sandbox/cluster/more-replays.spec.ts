import { describe, expect, it } from 'vitest';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { captured, capturedBetween, shownIn } from './captured.ts';
import { always } from './captured-world.ts';
import { expectAsCaptured } from './expect-as-captured.ts';
import { notReplayed } from './replays.ts';

type Case = {
  name: string;
  /** The captures whose objects are in the cluster. */
  from?: string[];
  at?: string;
};

const PENDING = [
  '1140-pod-unschedulable-many-reasons',
  '1142-pod-unschedulable-selector',
  '1144-pod-unschedulable-cpu-and-memory',
  '1146-pod-unschedulable-extended-resource',
  '1148-pod-unschedulable-pod-affinity',
  '1150-pod-scheduling-gated',
  '1152-pod-preempted-victim',
  '1154-pod-preemptor',
];

const cases: Case[] = [
  { name: '1156-table-pods-pending', from: PENDING, at: '2026-11-20T22:54:00Z' },
  { name: '1200-404-object' },
  { name: '1201-404-kind' },
  { name: '1202-404-group' },
  { name: '1203-404-version' },
  { name: '1204-404-path' },
  { name: '1205-404-subresource' },
  { name: '1206-404-object-in-missing-namespace' },
  { name: '1207-404-namespace' },
  { name: '1208-404-crd-object' },
  { name: '1209-404-table-kind' },
  { name: '1210-405-post-to-object' },
  { name: '1211-405-put-to-collection' },
  { name: '1212-405-patch-collection' },
  { name: '1213-405-delete-collection-not-supported' },
  { name: '1214-405-post-to-log' },
  { name: '1228-head-object' },
  { name: '1229-options' },
  { name: '1230-400-bad-timeout' },
  { name: '1101-request-to-unavailable-apiservice-503', from: ['1100-apiservice-service-missing'] },
  { name: '1102-discovery-of-unavailable-apiservice-503', from: ['1100-apiservice-service-missing'] },
  { name: '1103-discovery-group-of-unavailable-apiservice', from: ['1100-apiservice-service-missing'] },
  { name: '1106-table-apiservices', from: ['1100-apiservice-service-missing'], at: '2026-11-20T22:51:04Z' },
  { name: '1037-table-resourcequota', from: ['1034-resourcequota-status'], at: '2026-11-20T22:49:40Z' },
  { name: '1128-hpa-failing-metrics', from: ['1128-hpa-failing-metrics'] },
  { name: '1129-hpa-as-v1', from: ['1128-hpa-failing-metrics'] },
  {
    name: '1161-event-as-core-v1',
    from: ['1161-event-as-core-v1', '1143-pod-unschedulable-selector-events'],
  },
  {
    name: '1162-same-event-as-events-v1',
    from: ['1161-event-as-core-v1', '1143-pod-unschedulable-selector-events'],
  },
  { name: '1163-counted-kubelet-event-core-v1', from: ['1164-counted-kubelet-event-events-v1'] },
  { name: '1164-counted-kubelet-event-events-v1', from: ['1163-counted-kubelet-event-core-v1'] },
  { name: '1165-series-scheduler-event-core-v1', from: ['1166-series-scheduler-event-events-v1'] },
  { name: '1166-series-scheduler-event-events-v1', from: ['1165-series-scheduler-event-core-v1'] },
];

describe('answers what else was captured as a real server does', () => {
  it.each(cases)('$name', async ({ name, from = [], at }) => {
    const objects = [...always(), ...from.flatMap((one) => shownIn(captured(one)))];
    const now = at === undefined ? {} : { now: () => Date.parse(at) };
    const cluster = await startCluster({ objects, ...now });

    await expectAsCaptured(cluster, name);

    await cluster.stop();
  });
});

describe('shows every object that was captured as a real server does', () => {
  /** Those that are in every replay, or whose answer is about more than they show. */
  const others = ['0612-', '1047-', '1110-', '1160-', '1161-', '1162-'];
  const names = capturedBetween(600, 1199).filter((name) => {
    const { request, response } = captured(name);
    const reads = request.method === 'GET' && response.status === 200;
    return reads && shownIn(captured(name)).length > 0 && !others.some((other) => name.startsWith(other));
  });

  it.each(names)('%s', async (name) => {
    const cluster = await startCluster({ objects: [...always(), ...shownIn(captured(name))] });

    await expectAsCaptured(cluster, name);

    await cluster.stop();
  });
});

describe('the list of what is not replayed', () => {
  it('names only what was captured', () => {
    const known = capturedBetween(0, 9999);

    expect(Object.keys(notReplayed).filter((name) => !known.includes(name))).toEqual([]);
  });
});
