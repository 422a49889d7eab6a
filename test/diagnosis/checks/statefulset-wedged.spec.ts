import { describe, expect, it } from 'vitest';
import { statefulsetWedged } from '../../../src/diagnosis/checks/statefulset-wedged.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { Pod } from '../../../src/domain/cluster/pod.ts';
import type { StatefulSet } from '../../../src/domain/cluster/workload.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { meta, ONSET, ownedBy, situation, subject, TAKEN, view } from '../../builders/cluster.ts';
import {
  condition,
  container,
  node,
  pod,
  probe,
  status,
  terminated,
  waiting,
} from '../../builders/cluster-pods.ts';
import { controllerRevision, statefulSet, template } from '../../builders/cluster-workloads.ts';

const OLD = 'orders-db-1';
const NEW = 'orders-db-2';
const FAILED = TAKEN - 17 * MINUTE;

const labels = { app: 'orders-db' };
const rolling = (over: Partial<StatefulSet> = {}) =>
  statefulSet({ replicas: 3, currentRevision: OLD, updateRevision: NEW, ...over });

/** A pod of the set, ready and of the old template. */
const member = (
  of: StatefulSet,
  ordinal: number,
  over: Parameters<typeof pod>[0] = {},
  revision = OLD,
): Pod =>
  pod({
    name: `${of.name}-${ordinal}`,
    owner: ownedBy(of),
    labels: { ...labels, 'controller-revision-hash': revision },
    ...over,
  });

const crashing = (since = FAILED) => ({
  createdAt: since,
  conditions: [condition('Ready', 'False', { changedAt: since })],
  containers: [
    status({ ready: false, restarts: 6, state: waiting('CrashLoopBackOff'), lastState: terminated() }),
  ],
});

const revisions = (of: StatefulSet) => [
  controllerRevision(of, { name: OLD, revision: 1, createdAt: TAKEN - 30 * HOUR }),
  controllerRevision(of, {
    name: NEW,
    revision: 2,
    createdAt: TAKEN - 20 * MINUTE,
    template: template({ containers: [container({ image: 'registry.local/orders-db:2' })] }, labels),
  }),
];

const found = (set: StatefulSet, pods: readonly Pod[], over: Parameters<typeof situation>[0] = {}) =>
  statefulsetWedged.run(
    situation({ statefulsets: [set], controllerrevisions: revisions(set), pods, ...over }),
  );

describe('a StatefulSet that stands still', () => {
  const set = rolling();
  const broken = member(set, 2, crashing(), NEW);
  const pods = [member(set, 0), member(set, 1), broken];

  it('names the pod that its rollout waits for, why, and who waits behind it', () => {
    const [finding, ...more] = found(set, pods);

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      object: { kind: 'StatefulSet', name: 'orders-db' },
      affects: [{ kind: 'Pod', name: 'orders-db-2' }],
      sentence:
        'The rollout of StatefulSet shop/orders-db that began at 02:47 UTC stands still at pod orders-db-2, which is not ready since 02:50 UTC: container app crashes with exit code 1; orders-db-0 and orders-db-1 wait for it',
      confidence: 'proven',
      layer: 'symptom',
      changedAt: FAILED,
      help: null,
    });
    const told = JSON.stringify(finding?.evidence);
    expect(told).toContain('registry.local/orders-db:2');
    expect(told).toContain('a better template is not enough');
  });

  it('stands at an old pod that is broken: it has to be deleted, or nothing replaces it', () => {
    const stuck = [member(set, 0, crashing()), member(set, 1), member(set, 2)];
    const [finding] = found(set, stuck);

    expect(finding?.sentence).toContain(
      'stands still at pod orders-db-0, which is not ready since 02:50 UTC and still has an old template: ',
    );
    expect(finding?.sentence).toMatch(/; orders-db-1 and orders-db-2 wait for it$/);
    expect(finding?.help).toMatchObject({
      target: { kind: 'Pod', name: 'orders-db-0' },
      remedy: { action: 'delete-pod' },
    });
    // Put back: the revision in force is the current one again, and the pod has the bad one.
    const back = rolling({ replicas: 1, updateRevision: OLD });
    expect(found(back, [member(back, 0, crashing(), NEW)])[0]?.help).not.toBeNull();
  });

  it('makes no pod above one that is not ready', () => {
    const first = rolling({ currentRevision: NEW });
    const [finding] = found(first, [member(first, 0, {}, NEW), member(first, 1, crashing(), NEW)]);

    expect(finding?.sentence).toBe(
      'StatefulSet shop/orders-db stands still at pod orders-db-1, which is not ready since 02:50 UTC: container app crashes with exit code 1; orders-db-2 waits for it',
    );
    expect(finding?.help).toBeNull();
    const homeless = { ...crashing(), node: null, containers: [] };
    const waits = found(first, [member(first, 0, homeless, NEW)])[0]?.lookNext ?? [];
    expect(finding?.lookNext.join()).toContain('/incident logs pod/orders-db-1');
    expect(waits.join()).not.toContain('/incident logs');
  });

  it('is told at once, however many replicas somebody typed', () => {
    const many = rolling({ currentRevision: NEW, replicas: 2_147_483_647 });

    expect(found(many, [member(many, 0, crashing(), NEW)])[0]?.sentence).toMatch(/ more wait for it$/);
  });

  it('stands at its only pod when that is the new one', () => {
    const single = rolling({ replicas: 1 });

    expect(found(single, [member(single, 0, crashing(), NEW)])[0]?.sentence).toMatch(/exit code 1$/);
  });

  it('counts its ordinals from where they start, and its partition from there', () => {
    const later = rolling({ replicas: 3, firstOrdinal: 5, partition: 1 });
    const [finding] = found(later, [member(later, 5), member(later, 6), member(later, 7, crashing(), NEW)]);

    expect(finding?.sentence).toContain('stands still at pod orders-db-7');
    expect(finding?.sentence).toMatch(/; orders-db-6 waits for it$/);
    expect(JSON.stringify(finding?.evidence)).toContain('only pods from ordinal 6 on are replaced');
    // What is below the start, or beyond the end, is none of its pods.
    const strays = [member(later, 0, crashing()), member(later, 8, crashing(), NEW)];
    expect(found(later, [member(later, 5), member(later, 6), member(later, 7), ...strays])).toEqual([]);
  });

  it('stands at a pod that does not go', () => {
    const going = member(set, 2, { deletionAt: TAKEN - 8 * MINUTE });
    const leaving = (deletionAt: number) => [member(set, 0), member(set, 1), member(set, 2, { deletionAt })];

    expect(found(set, [member(set, 0), member(set, 1), going])[0]?.sentence).toContain(
      'stands still at pod orders-db-2, which should be gone since 02:59 UTC',
    );
    expect(found(set, leaving(TAKEN - MINUTE))).toEqual([]);
  });

  it('names the node that is away under the pod that can not go', () => {
    const away = node({ conditions: [condition('Ready', 'Unknown')] });
    const going = member(set, 2, { deletionAt: TAKEN - 8 * MINUTE });

    expect(found(set, [member(set, 0), member(set, 1), going], { nodes: [away] })[0]?.affects).toContainEqual(
      { kind: 'Node', namespace: null, name: 'node-a' },
    );
  });

  it('goes on in parallel but for a new pod that is not ready, as far as can be read', () => {
    const parallel = rolling({ podManagement: 'Parallel' });
    const highest = [member(parallel, 0), member(parallel, 1), member(parallel, 2, crashing(), NEW)];
    const old = [member(parallel, 0, crashing()), member(parallel, 1), member(parallel, 2, {}, NEW)];

    expect(found(parallel, highest)[0]).toMatchObject({
      sentence: expect.stringMatching(/pod orders-db-2, .*; orders-db-0 and orders-db-1 wait for it$/),
      confidence: 'consistent',
    });
    expect(found(parallel, old)).toEqual([]);
    // One that is not there is made at once, and one that is old above the failing one is replaced.
    expect(found(parallel, highest.slice(1))[0]?.sentence).toMatch(/; orders-db-1 waits for it$/);
    const between = [member(parallel, 0, crashing(), NEW), member(parallel, 1), member(parallel, 2, {}, NEW)];
    expect(found(parallel, between)).toEqual([]);
    expect(found(parallel, [member(parallel, 0, crashing(), NEW)])).toEqual([]);
  });
});

describe('it does not stand still', () => {
  const set = rolling();
  const ready = [member(set, 0), member(set, 1)];

  it('while its next pod is only just starting, or takes as long as its probes allow', () => {
    const slow = {
      conditions: [condition('Ready', 'False', { changedAt: FAILED })],
      containers: [status({ ready: false })],
      spec: { containers: [container({ startup: probe({ failures: 120 }) })] },
    };

    expect(found(set, [...ready, member(set, 2, crashing(TAKEN - 4 * MINUTE), NEW)])).toEqual([]);
    expect(found(set, [...ready, member(set, 2, slow, NEW)])).toEqual([]);
    expect(found(set, [...ready, member(set, 2, { ...slow, spec: {} }, NEW)])).toHaveLength(1);
  });

  it('when all of it is ready, also half replaced', () => {
    expect(found(set, [...ready, member(set, 2, {}, NEW)])).toEqual([]);
  });

  it('when nobody waits for the pod that fails: that is told by its own finding', () => {
    const still = rolling({ updateRevision: OLD });
    const canary = rolling({ partition: 2 });

    expect(found(still, [...ready, member(still, 2, crashing())])).toEqual([]);
    expect(found(canary, [...ready, member(canary, 2, crashing(), NEW)])).toEqual([]);
  });

  it('when its pods are replaced only by hand', () => {
    const byHand = rolling({ updateStrategy: 'OnDelete' });

    expect(found(byHand, [...ready, member(byHand, 2, crashing(), NEW)])).toEqual([]);
  });

  it('when it is scaled to zero, being deleted, or not yet looked at by its controller', () => {
    const broken = member(set, 2, crashing(), NEW);

    for (const over of [
      { replicas: 0 },
      { deletionAt: TAKEN + 30 * SECOND },
      { generation: 4, observedGeneration: 3 },
    ]) {
      expect(found(rolling(over), [...ready, broken])).toEqual([]);
    }
  });

  it('when the pod that comes next is not there, or could not be read', () => {
    expect(found(set, [member(set, 1), member(set, 2, crashing(), NEW)])).toEqual([]);
    expect(found(set, [])).toEqual([]);
    const gaps = [{ kind: 'pods', namespace: 'shop', why: 'cut-short', sentence: '' }] as const;
    expect(found(set, [...ready, member(set, 2, crashing(), NEW)], { gaps })).toEqual([]);
  });
});

it('what the pod itself suffers from is the cause, and the standing rollout is told under it', () => {
  const set = rolling();
  const seen = view({
    statefulsets: [set],
    pods: [member(set, 0), member(set, 1), member(set, 2, crashing(), NEW)],
    serviceaccounts: [{ ...meta('ServiceAccount', { name: 'default' }), pullSecrets: [] }],
    nodes: [node()],
  });
  const about = subject({ objects: [{ kind: 'StatefulSet', namespace: 'shop', name: 'orders-db' }] });
  const { findings } = diagnose({ view: seen, subject: about, onset: ONSET });

  expect(findings[0]).toMatchObject({ check: 'crash-loop', confidence: 'proven' });
  expect(findings[0]?.explains.map(({ check }) => check)).toContain('statefulset-wedged');
});
