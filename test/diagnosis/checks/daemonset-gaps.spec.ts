import { describe, expect, it } from 'vitest';
import { daemonsetGaps } from '../../../src/diagnosis/checks/daemonset-gaps.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import type { Pod } from '../../../src/domain/cluster/pod.ts';
import type { DaemonSet } from '../../../src/domain/cluster/workload.ts';
import { HOUR, type Instant, MINUTE } from '../../../src/domain/instant.ts';
import { ONSET, ownedBy, situation, subject, TAKEN, view } from '../../builders/cluster.ts';
import { condition, event, node, pod, status, terminated, waiting } from '../../builders/cluster-pods.ts';
import { daemonSet } from '../../builders/cluster-workloads.ts';

const agent = daemonSet({ namespace: 'tools', name: 'log-agent', ready: 2 });
const nodes = ['node-a', 'node-b', 'node-c'].map((name) => node({ name }));

const on = (name: string, over: Parameters<typeof pod>[0] = {}) =>
  pod({ namespace: 'tools', name: `log-agent-${name}`, node: name, owner: ownedBy(agent), ...over });
const unready = (name: string, since: Instant = TAKEN - 20 * MINUTE, over: Parameters<typeof pod>[0] = {}) =>
  on(name, {
    conditions: [condition('Ready', 'False', { changedAt: since })],
    containers: [
      status({
        ready: false,
        restarts: 5,
        state: waiting('CrashLoopBackOff'),
        lastState: terminated({ exitCode: 1 }),
      }),
    ],
    ...over,
  });
const well = [on('node-a'), on('node-b')];

const run = (of: DaemonSet, pods: readonly Pod[], over: Partial<ClusterView> = {}) =>
  daemonsetGaps.run(situation({ daemonsets: [of], pods, nodes, ...over }));

describe('a DaemonSet that is not ready on every node that should have it', () => {
  it('is told with how many, since when, and what its pods suffer from', () => {
    const [finding, ...more] = run(agent, [...well, unready('node-c')]);

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      object: { kind: 'DaemonSet', namespace: 'tools', name: 'log-agent' },
      affects: [{ kind: 'Pod', name: 'log-agent-node-c' }],
      sentence:
        'DaemonSet tools/log-agent is ready on 2 of the 3 nodes that should have it, since 02:47 UTC: 1 pod: container app crashes with exit code 1',
      confidence: 'proven',
      severity: 'medium',
      layer: 'symptom',
      changedAt: TAKEN - 20 * MINUTE,
    });
  });

  it('is worse where the nodes themselves need it, or nothing of it is ready', () => {
    const system = daemonSet({ ready: 2 });
    const theirs = { ...unready('node-c'), namespace: 'kube-system', owner: ownedBy(system) };

    expect(run(system, [theirs])[0]?.severity).toBe('high');
    expect(run({ ...agent, ready: 0 }, [unready('node-c')])[0]?.severity).toBe('high');
  });

  it('is told by cause, the commonest first', () => {
    const pending = on('node-c', {
      name: 'log-agent-waits',
      node: null,
      phase: 'Pending',
      conditions: [condition('PodScheduled', 'False', { reason: 'Unschedulable' })],
      containers: [],
    });
    const pods = [pending, unready('node-a'), unready('node-b')];

    expect(run({ ...agent, desired: 4, current: 3, ready: 0 }, pods)[0]?.sentence).toMatch(
      /: 2 pods: container app crashes with exit code 1; 1 pod: no node takes it; 1 pod is not made$/,
    );
  });

  it('has pods that could not be made, by the events of its controller', () => {
    const refused = event(agent, {
      reason: 'FailedCreate',
      message: 'Error creating: pods "log-agent-" is forbidden',
      source: 'daemonset-controller',
      firstAt: TAKEN - 30 * MINUTE,
    });
    const short = { ...agent, current: 2 };

    expect(run(short, well, { events: [refused] })[0]).toMatchObject({
      sentence: expect.stringMatching(/since 02:37 UTC: 1 pod is not made$/),
      lookNext: expect.arrayContaining(['/incident events daemonset/log-agent -n tools']),
    });
    // Also without a word, when no node has only just joined.
    expect(run(short, well)[0]?.sentence).toMatch(/should have it: 1 pod is not made$/);
    expect(run(short, well, { nodes: [...nodes, node({ name: 'new', createdAt: TAKEN - MINUTE })] })).toEqual(
      [],
    );
  });

  it('stands under what its pods suffer from, not beside it', () => {
    const about = subject({ objects: [{ kind: 'DaemonSet', namespace: 'tools', name: 'log-agent' }] });
    const seen = view({ daemonsets: [agent], pods: [...well, unready('node-c')], nodes });
    const [first] = diagnose({ view: seen, subject: about, onset: ONSET }).findings;

    expect(first?.check).toBe('crash-loop');
    expect(first?.explains.map(({ check }) => check)).toContain('daemonset-gaps');
  });
});

describe('no gap', () => {
  it('is a node that taints or selectors leave out: the controller does not count it', () => {
    const few = { ...agent, desired: 2, current: 2 };

    expect(run(few, well, { nodes: [...nodes, node({ name: 'gpu' })] })).toEqual([]);
  });

  it('is a pod on a node that is away or gone: that is the node’s', () => {
    const lost = node({ name: 'node-c', conditions: [condition('Ready', 'Unknown')] });

    expect(run(agent, [...well, unready('node-c')], { nodes: [...nodes.slice(0, 2), lost] })).toEqual([]);
    expect(run(agent, [...well, unready('node-c')], { nodes: nodes.slice(0, 2) })).toEqual([]);
  });

  it('is a pod that has begun not long ago, one that ended, or one that is being deleted', () => {
    expect(run(agent, [...well, unready('node-c', TAKEN - 3 * MINUTE)])).toEqual([]);
    expect(run(agent, [...well, unready('node-c', TAKEN - HOUR, { deletionAt: TAKEN })])).toEqual([]);
    expect(run(agent, [...well, unready('node-c', TAKEN - HOUR, { phase: 'Failed' })])).toEqual([]);
  });

  it('is a DaemonSet that is being deleted, or whose controller has not seen it yet', () => {
    const pods = [...well, unready('node-c')];

    expect(run({ ...agent, deletionAt: TAKEN }, pods)).toEqual([]);
    expect(run({ ...agent, generation: 2 }, pods)).toEqual([]);
    expect(run({ ...agent, ready: 3 }, pods)).toEqual([]);
  });

  it('is a DaemonSet that was only just made', () => {
    const made = { ...agent, current: 2, createdAt: TAKEN - MINUTE };

    expect(run(made, well)).toEqual([]);
  });

  it('is concluded from pods or nodes that could not be read', () => {
    const gap = (kind: 'pods' | 'nodes', namespace: string | null) =>
      [{ kind, namespace, why: 'forbidden', sentence: '' }] as const;

    expect(run({ ...agent, current: 2 }, [], { gaps: gap('pods', 'tools') })).toEqual([]);
    expect(run({ ...agent, current: 2 }, well, { nodes: [], gaps: gap('nodes', null) })).toEqual([]);
  });
});

it('says where it is too much', () => {
  const [finding] = run({ ...agent, misscheduled: 2 }, [unready('node-c')]);

  expect(finding?.evidence).toContainEqual({
    kind: 'line',
    label: 'Also',
    text: 'it is on 2 nodes that should not have it',
  });
});
