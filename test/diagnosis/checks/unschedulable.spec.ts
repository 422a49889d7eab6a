import { describe, expect, it } from 'vitest';
import { unschedulable } from '../../../src/diagnosis/checks/unschedulable.ts';
import { MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { condition, container, node, pod } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

const Gi = 1024 ** 3;
const checkout = deployment();
const revision = replicaSet(checkout);
const world = { deployments: [checkout], replicasets: [revision] };

const asks = (requests: Record<string, number>) => ({ containers: [container({ requests, limits: {} })] });

const waiting = (spec: object, since = TAKEN - 5 * MINUTE) =>
  podOf(revision, {
    name: 'checkout-a',
    node: null,
    phase: 'Pending',
    createdAt: since,
    conditions: [
      condition('PodScheduled', 'False', {
        reason: 'Unschedulable',
        changedAt: since,
        message:
          '0/2 nodes are available: 2 Insufficient memory. no new claims to deallocate, preemption: 0/2 nodes',
      }),
    ],
    containers: [],
    spec,
  });

const nodes = [node(), node({ name: 'node-b' })];
const full = pod({ name: 'hog', spec: asks({ memory: 14 * Gi }) });
const fuller = pod({ name: 'hog-b', node: 'node-b', spec: asks({ memory: 14.5 * Gi }) });

const findings = (of: ReturnType<typeof waiting>, over: Parameters<typeof situation>[0] = {}) =>
  unschedulable.run(situation({ ...world, nodes, pods: [of, full, fuller], ...over }));

describe('a pod that no node takes', () => {
  it('is told with the reasons of each node, and the least that would have to change', () => {
    const [finding] = findings(waiting(asks({ memory: 2 * Gi })));

    expect(finding?.sentence).toBe(
      'No node takes the pod of Deployment shop/checkout since 03:02 UTC: 2 nodes: too little memory (of 2 nodes)',
    );
    expect(finding?.evidence.find(({ label }) => label === 'Nearest')?.text).toBe(
      'node node-a: asks memory 2Gi, free 1Gi; 1Gi less memory would fit',
    );
    expect(finding).toMatchObject({ confidence: 'proven', layer: 'mechanism' });
  });

  it('is its own cause when it asks for more than any node has', () => {
    const [finding] = findings(waiting(asks({ cpu: 96_000 })));

    expect(finding?.layer).toBe('cause');
    expect(finding?.sentence).toContain(': it asks cpu 96, and the largest node has 3900m');
    expect(finding?.evidence.find(({ label }) => label === 'Each node')?.text).toContain(
      'asks cpu 96, more than the node has',
    );
  });

  it('knows cordons, taints, selectors and pod slots', () => {
    const taint = { key: 'pool', value: 'gpu', effect: 'NoSchedule', addedAt: null };
    const [finding] = findings(waiting({ nodeSelector: { disk: 'ssd' } }), {
      nodes: [
        node({ labels: { disk: 'ssd' }, unschedulable: true }),
        node({ name: 'node-b', labels: { disk: 'ssd' }, taints: [taint] }),
        node({ name: 'node-c' }),
        node({
          name: 'node-d',
          labels: { disk: 'ssd' },
          allocatable: { cpu: 4000, memory: 8 * Gi, pods: 0 },
        }),
      ],
    });

    const told = finding?.evidence.find(({ label }) => label === 'Each node')?.text ?? '';
    expect(told).toMatch(/node-a +cordoned/);
    expect(told).toMatch(/node-b +taint pool=gpu:NoSchedule/);
    expect(told).toMatch(/node-c +not the labels it asks for/);
    expect(told).toMatch(/node-d +all 0 pod slots taken/);
  });

  it('counts what is already asked for on a node, but not by pods that have ended', () => {
    const ended = { ...full, phase: 'Succeeded' };

    const [finding] = findings(waiting(asks({ memory: 2 * Gi })), {
      pods: [waiting(asks({ memory: 2 * Gi })), ended, fuller],
    });

    expect(finding?.evidence.find(({ label }) => label === 'Nearest')?.text).toContain(
      'see what the scheduler says',
    );
    expect(finding?.sentence).toContain('0/2 nodes are available: 2 Insufficient memory.');
    expect(finding?.sentence).not.toContain('preemption');
  });

  it('has a toleration that names no key: it tolerates every taint', () => {
    const taints = [{ key: 'pool', value: 'gpu', effect: 'NoSchedule', addedAt: null }];
    const everything = { key: null, operator: 'Exists', value: '', effect: null, seconds: null } as const;
    const [finding] = findings(waiting({ ...asks({ cpu: 96_000 }), tolerations: [everything] }), {
      nodes: [node({ taints })],
    });

    expect(JSON.stringify(finding?.evidence)).not.toContain('taint');
  });

  it('is no finding in its first moments, or when it is scheduled', () => {
    expect(findings(waiting(asks({ cpu: 96_000 }), TAKEN - 10 * SECOND))).toEqual([]);
    expect(findings(podOf(revision))).toEqual([]);
  });
});
