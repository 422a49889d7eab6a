import { describe, expect, it } from 'vitest';
import { stuckTerminating } from '../../../src/diagnosis/checks/stuck-terminating.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import type { Condition } from '../../../src/domain/cluster/meta.ts';
import type { Pod } from '../../../src/domain/cluster/pod.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { node as projectNode } from '../../../src/integrations/kubernetes/project/node.ts';
import { pod as projectPod } from '../../../src/integrations/kubernetes/project/pod.ts';
import { createReading } from '../../../src/integrations/kubernetes/project/reading.ts';
import * as project from '../../../src/integrations/kubernetes/project/small-kinds.ts';
import { ONSET, ownedBy, situation, subject, TAKEN, view } from '../../builders/cluster.ts';
import { namespace } from '../../builders/cluster-network.ts';
import { condition, event, node, pod, status, terminated } from '../../builders/cluster-pods.ts';
import { statefulSet } from '../../builders/cluster-workloads.ts';
import { capturedObject } from '../../integrations/kubernetes/captured.ts';

const db = statefulSet({ replicas: 3 });
const due = TAKEN - 20 * MINUTE;

/** Being deleted, and due to be gone 20 minutes before the view was taken. */
const deleted = (over: Parameters<typeof pod>[0] = {}) =>
  pod({ name: 'orders-db-0', owner: ownedBy(db), deletionAt: due, ...over });
const ended = (over: Parameters<typeof pod>[0] = {}) =>
  deleted({ containers: [status({ ready: false, state: terminated({ exitCode: 0 }) })], ...over });

const run = (pods: readonly Pod[], over: Partial<ClusterView> = {}) =>
  stuckTerminating.run(situation({ statefulsets: [db], nodes: [node()], pods, ...over }));

describe('a pod that is being deleted and does not go', () => {
  it('is kept by a finalizer, which is named', () => {
    const [finding, ...more] = run([ended({ finalizers: ['example.com/hold'] })]);

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      object: { kind: 'StatefulSet', name: 'orders-db' },
      affects: [{ kind: 'Pod', name: 'orders-db-0' }],
      sentence:
        'The deletion of the pod of StatefulSet shop/orders-db should have been over at 02:47 UTC and is not: none of its containers runs, and it is kept by finalizer example.com/hold, which the program that set it has to take away; until it is gone, no new pod takes its place',
      confidence: 'proven',
      severity: 'high',
      layer: 'mechanism',
      changedAt: due,
    });
  });

  it('is kept by a finalizer of Kubernetes, whose controller is named', () => {
    const kept = deleted({ finalizers: ['batch.kubernetes.io/job-tracking'], owner: null, phase: 'Failed' });

    expect(run([kept])[0]).toMatchObject({
      sentence: expect.stringContaining('which the Job controller has to take away'),
      severity: 'medium',
    });
  });

  it('still runs, because its kubelet can not end it, as the kubelet says', () => {
    const stuck = deleted({ finalizers: ['example.com/hold'] });
    const said = event(stuck, {
      reason: 'FailedKillPod',
      message: 'error killing pod: failed to "KillContainer" for "app" with DeadlineExceeded',
    });

    expect(run([stuck], { events: [said] })[0]).toMatchObject({
      sentence: expect.stringContaining(
        'the kubelet on node node-a can not end it: error killing pod: failed to "KillContainer"',
      ),
      confidence: 'proven',
    });
    expect(run([stuck])[0]).toMatchObject({
      sentence: expect.stringContaining('still run after the grace period, and no event says why'),
      confidence: 'consistent',
    });
  });

  it('has ended, and its node has not cleaned up after it', () => {
    expect(run([ended()])[0]).toMatchObject({
      sentence: expect.stringContaining('node node-a has not cleaned up after it (volumes, network)'),
      confidence: 'consistent',
    });
  });

  it('is on a node that is away, which is the node’s story: this stands under it', () => {
    const lost = node({ conditions: [condition('Ready', 'Unknown', { changedAt: TAKEN - 30 * MINUTE })] });
    const about = subject({ objects: [{ kind: 'StatefulSet', namespace: 'shop', name: 'orders-db' }] });
    const seen = view({ statefulsets: [db], nodes: [lost, node({ name: 'b' })], pods: [deleted()] });
    const [first] = diagnose({ view: seen, subject: about, onset: ONSET }).findings;

    expect(run([deleted()], { nodes: [lost] })[0]).toMatchObject({
      sentence: expect.stringContaining(
        'only the kubelet of node node-a can say that it has ended, and that node is not ready',
      ),
      layer: 'symptom',
      affects: [{ kind: 'Pod' }, { kind: 'Node', name: 'node-a' }],
    });
    expect(first?.check).toBe('node-not-ready');
    expect(first?.explains.map(({ check }) => check)).toContain('stuck-terminating');
    expect(run([deleted()], { nodes: [] })[0]?.sentence).toContain('that node is gone');
    expect(run([deleted({ finalizers: ['a/b'] })], { nodes: [] })[0]?.sentence).toContain('finalizer a/b');
  });

  it('is told with others of its workload that have the same trouble', () => {
    const two = [ended({ finalizers: ['a/b'] }), ended({ name: 'orders-db-1', finalizers: ['a/b'] })];

    expect(run(two)).toHaveLength(1);
    expect(run([...two, ended({ name: 'orders-db-2' })])).toHaveLength(2);
  });
});

describe('no trouble', () => {
  it('is a pod that takes its grace, however long, or that was due only just now', () => {
    expect(run([deleted({ deletionAt: TAKEN + HOUR })])).toEqual([]);
    expect(run([deleted({ deletionAt: TAKEN - 90 * SECOND })])).toEqual([]);
    expect(run([deleted({ deletionAt: null, finalizers: ['example.com/hold'] })])).toEqual([]);
  });

  it('is made of nodes that could not be read', () => {
    const gaps = [{ kind: 'nodes', namespace: null, why: 'forbidden', sentence: '' }] as const;

    expect(run([deleted()], { nodes: [], gaps })[0]?.sentence).not.toContain('is gone:');
    expect(run([deleted()], { nodes: [], gaps })[0]?.layer).toBe('mechanism');
  });
});

describe('a namespace that is being deleted and does not go', () => {
  const told = (type: string, over: Partial<Condition> = {}) => condition(type, 'True', over);
  const stuck = (conditions: readonly Condition[], deletionAt: number | null = due) =>
    namespace({ name: 'old', phase: 'Terminating', deletionAt, conditions });
  const remaining = told('NamespaceContentRemaining', {
    reason: 'SomeResourcesRemain',
    message: 'Some resources are remaining: configmaps. has 1 resource instances',
  });
  const finalizers = told('NamespaceFinalizersRemaining', {
    reason: 'SomeFinalizersRemain',
    message:
      'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
  });

  it('says what keeps it, as its controller does', () => {
    const fine = condition('NamespaceDeletionDiscoveryFailure', 'False');
    const [finding] = run([], { namespaces: [stuck([fine, remaining, finalizers])] });

    expect(finding).toMatchObject({
      object: { kind: 'Namespace', namespace: null, name: 'old' },
      sentence:
        'Namespace old is being deleted since 02:47 UTC and does not go: something in it is kept by a finalizer (Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances); nothing new can be made in it',
      confidence: 'proven',
      changedAt: due,
    });
    expect(finding?.evidence.map(({ label }) => label)).toEqual(['FinalizersRemaining', 'ContentRemaining']);
  });

  it('is told first by a kind that nobody answers for', () => {
    const discovery = told('NamespaceDeletionDiscoveryFailure', { message: 'metrics.k8s.io/v1beta1' });

    expect(run([], { namespaces: [stuck([finalizers, discovery])] })[0]?.sentence).toContain(
      'the API server can not list all of its kinds (metrics.k8s.io/v1beta1)',
    );
  });

  it('is less sure without a word', () => {
    expect(run([], { namespaces: [stuck([])] })[0]).toMatchObject({
      sentence: expect.stringContaining('no condition says why'),
      confidence: 'consistent',
    });
  });

  it('is none that has only begun, that is not deleted, or whose pods take their grace', () => {
    const leaving = pod({ namespace: 'old', deletionAt: TAKEN + HOUR });

    expect(run([], { namespaces: [stuck([remaining], TAKEN - 3 * MINUTE)] })).toEqual([]);
    expect(run([], { namespaces: [stuck([remaining], null)] })).toEqual([]);
    expect(run([leaving], { namespaces: [stuck([remaining])] })).toEqual([]);
    expect(run([pod({ deletionAt: TAKEN + HOUR })], { namespaces: [stuck([remaining])] })).toHaveLength(1);
  });
});

describe('what a real API server says of deletions', () => {
  const reading = createReading();

  it('is understood of a namespace with finalizers in it', () => {
    const old = project.namespace(capturedObject('1135-namespace-stuck-terminating-finalizers'), reading);
    const takenAt = (old.deletionAt ?? 0) + HOUR;

    expect(run([], { namespaces: [old], takenAt })[0]?.sentence).toContain(
      'keyturn.example/hold in 1 resource instances',
    );
  });

  it('is understood of a pod on a node that is away', () => {
    const gone = projectPod(capturedObject('0463-pod-evicted-by-taint-terminating'), reading);
    const lost = {
      ...projectNode(capturedObject('0460-node-notready-with-taints'), reading),
      name: gone.node ?? '',
    };
    const at = (minutes: number) =>
      run([gone], { nodes: [lost], takenAt: (gone.deletionAt ?? 0) + minutes * MINUTE });

    expect(at(5)[0]?.sentence).toContain(`node ${gone.node} can say that it has ended`);
    expect(at(1)).toEqual([]);
  });
});
