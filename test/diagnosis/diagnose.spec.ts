import { describe, expect, it } from 'vitest';
import { checks } from '../../src/diagnosis/checks.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { ClusterView } from '../../src/domain/cluster/cluster-view.ts';
import type { ObjectRef } from '../../src/domain/cluster/object-ref.ts';
import { HOUR, MINUTE } from '../../src/domain/instant.ts';
import { meta, ONSET, subject, TAKEN, view } from '../builders/cluster.ts';
import { service, slice } from '../builders/cluster-network.ts';
import { condition, node, status, terminated, waiting } from '../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../builders/cluster-workloads.ts';

const app = (name: string, count: number, sick: boolean) => {
  const labels = { app: name };
  const of = deployment({ name, conditions: [], replicas: count });
  const set = replicaSet(of, { template: { ...of.template, labels } });
  const crash = status({
    ready: false,
    restarts: 4,
    state: waiting('CrashLoopBackOff'),
    lastState: terminated(),
  });
  const pods = Array.from({ length: count }, (_, index) =>
    podOf(set, {
      name: `${name}-${index}`,
      createdAt: TAKEN - 10 * MINUTE,
      node: `node-${index % 500}`,
      ...(sick
        ? {
            conditions: [condition('Ready', 'False', { changedAt: TAKEN - 9 * MINUTE })],
            containers: [crash],
          }
        : {}),
    }),
  );
  const front = service({ name, selector: labels });
  return { of, set, pods, front, slice: slice(front, pods) };
};

const cluster = (apps: ReturnType<typeof app>[], over: Partial<ClusterView> = {}) =>
  view({
    deployments: apps.map(({ of }) => of),
    replicasets: apps.map(({ set }) => set),
    pods: apps.flatMap(({ pods }) => pods),
    services: apps.map(({ front }) => front),
    endpointslices: apps.map((each) => each.slice),
    serviceaccounts: [{ ...meta('ServiceAccount', { name: 'default' }), pullSecrets: [] }],
    nodes: [node({ name: 'node-0' }), node({ name: 'node-1' })],
    ...over,
  });

const about = (name: string): ObjectRef => ({ kind: 'Service', namespace: 'shop', name });

describe('a diagnosis', () => {
  it('puts what the alert suffers from first, and folds the symptom under it', () => {
    const apps = [app('checkout', 2, true), app('cart', 2, true)];
    const report = diagnose({
      view: cluster(apps),
      subject: subject({ objects: [about('checkout')] }),
      onset: ONSET,
    });

    expect(report.findings[0]).toMatchObject({
      check: 'crash-loop',
      object: { name: 'checkout' },
      confidence: 'proven',
      explains: [{ check: 'no-ready-endpoints', object: { name: 'checkout' } }],
    });
    expect(
      report.findings.filter(({ object }) => object.name === 'cart').map(({ confidence }) => confidence),
    ).toEqual(['context', 'context']);
  });

  it('blames what took away what others need, not those who wait for it', () => {
    const db = app('orders-db', 1, true);
    const env = [{ name: 'DB_HOST', value: 'orders-db', from: null }];
    const front = app('checkout', 2, false);
    const waiting = front.pods.map((each) => ({
      ...each,
      createdAt: TAKEN - 48 * HOUR,
      spec: { ...each.spec, containers: each.spec.containers.map((one) => ({ ...one, env })) },
      conditions: [condition('Ready', 'False', { changedAt: TAKEN - 5 * MINUTE })],
      containers: [status({ ready: false })],
    }));
    const seen = cluster([db, { ...front, pods: waiting, slice: slice(front.front, waiting) }]);

    const { findings } = diagnose({
      view: seen,
      subject: subject({ objects: [about('checkout')] }),
      onset: ONSET,
    });

    expect(findings[0]).toMatchObject({ check: 'crash-loop', object: { name: 'orders-db' } });
    expect(findings[0]?.explains.map(({ check, object }) => `${check} ${object.name}`).toSorted()).toEqual([
      'never-ready checkout',
      'no-ready-endpoints checkout',
      'no-ready-endpoints orders-db',
    ]);
  });

  it('says what it looked at, when, and what it could not see', () => {
    const gaps = [
      { kind: 'nodes', namespace: null, why: 'forbidden', sentence: 'may not list nodes' },
    ] as const;
    const seen = cluster([app('checkout', 2, false)], { gaps, nodes: [] });

    const report = diagnose({ view: seen, subject: subject(), onset: ONSET });

    expect(report).toMatchObject({ takenAt: TAKEN, onset: ONSET, gaps, looked: { pods: 2, services: 1 } });
    expect(report.checks).toBe(checks.filter(({ reads }) => !reads.includes('nodes')).length);
  });

  it('runs no check that would take what was not read for what does not exist', () => {
    const report = diagnose({ view: view({ asked: [] }), subject: subject(), onset: ONSET });

    expect(report.checks).toBe(checks.filter(({ reads }) => reads.length === 0).length);
    expect(report.findings).toEqual([]);
  });

  it('gives the same report for the same view', () => {
    const of = { view: cluster([app('a', 3, true), app('b', 3, true)]), subject: subject(), onset: ONSET };

    expect(diagnose(of)).toEqual(diagnose(of));
  });

  it('takes well under a second for 5,000 pods', () => {
    const apps = Array.from({ length: 100 }, (_, index) => app(`app-${index}`, 50, index % 5 === 0));
    const nodes = Array.from({ length: 500 }, (_, index) => node({ name: `node-${index}` }));
    const seen = cluster(apps, { nodes });

    const of = { view: seen, subject: subject({ objects: [about('app-0')] }), onset: ONSET };
    diagnose(of);
    // The processor's time, because the machine may be busy with other things; the first run warmed the code up.
    const before = process.cpuUsage();
    const report = diagnose(of);
    const { user, system } = process.cpuUsage(before);

    expect((user + system) / 1_000).toBeLessThan(1_000);
    expect(report.findings[0]?.object.name).toBe('app-0');
  });
});

describe('the list of checks', () => {
  it('has each id once, in the form of file names, and a title for each', () => {
    const ids = checks.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, title, reads, uses = [] } of checks) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title.length).toBeGreaterThan(10);
      expect(reads.length + uses.length).toBeGreaterThan(0);
    }
  });
});
