import { describe, expect, it } from 'vitest';
import { replicasCoLocated } from '../../../src/diagnosis/checks/replicas-co-located.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { condition, event, node } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet, template } from '../../builders/cluster-workloads.ts';

const checkout = deployment();
const nodes = ['node-a', 'node-b', 'node-c'].map((name) => node({ name }));

const run = (places: readonly string[], over: Parameters<typeof situation>[0] = {}, of = checkout) => {
  const set = replicaSet(of);
  const pods = places.map((name, index) => podOf(set, { name: `checkout-${index}`, node: name }));
  return replicasCoLocated.run(situation({ deployments: [of], replicasets: [set], nodes, pods, ...over }));
};

const onA = ['node-a', 'node-a', 'node-a'];
const busy = { namespace: null, name: 'node-a', uses: { cpu: 3850 }, containers: {} };

describe('replicas on one node', () => {
  it('are context while that node is well', () => {
    expect(run(onA)[0]).toMatchObject({
      sentence: 'All 3 pods of Deployment shop/checkout run on node node-a; 2 other nodes could take some',
      confidence: 'context',
      severity: 'medium',
    });
  });

  it('are a cause when that node has no CPU left', () => {
    const [finding] = run(onA, { nodeusage: [busy] });

    expect(finding).toMatchObject({
      sentence:
        'All 3 pods of Deployment shop/checkout stand on node node-a, which uses 99% of its CPU; 2 other nodes could take some',
      confidence: 'consistent',
      severity: 'high',
      layer: 'cause',
    });
    expect(finding?.evidence[0]?.text).toBe(
      'the template has neither podAntiAffinity nor topologySpreadConstraints',
    );
  });

  it.each([
    ['is not ready', [condition('Ready', 'Unknown', { reason: 'NodeStatusUnknown' })]],
    ['is under MemoryPressure', [condition('Ready', 'True'), condition('MemoryPressure', 'True')]],
  ])('are a cause when that node %s', (words, conditions) => {
    const [first, ...rest] = nodes;

    expect(run(onA, { nodes: [{ ...first!, conditions }, ...rest] })[0]?.sentence).toContain(
      `which ${words}`,
    );
  });

  it('are a cause when that node was away within the last hour', () => {
    const away = event(nodes[0]!, { reason: 'NodeNotReady', type: 'Normal', lastAt: TAKEN - 20 * MINUTE });

    const before = { ...away, firstAt: TAKEN - 2 * HOUR, lastAt: TAKEN - 2 * HOUR };

    expect(run(onA, { events: [before] })[0]?.confidence).toBe('context');
    expect(run(onA, { events: [away] })[0]).toMatchObject({
      confidence: 'consistent',
      changedAt: TAKEN - 20 * MINUTE,
    });
  });

  it('are more than half of them, too', () => {
    expect(run(['node-a', 'node-a', 'node-b'])[0]?.sentence).toContain('2 of 3 pods');
    expect(run(['node-a', 'node-a', 'node-b', 'node-c'])).toEqual([]);
  });

  it('are nothing to mend when no two other nodes could take them', () => {
    const [a, b, c] = nodes as [(typeof nodes)[0], (typeof nodes)[0], (typeof nodes)[0]];
    const tainted = { ...c, taints: [{ key: 'pool', value: 'gpu', effect: 'NoSchedule', addedAt: null }] };
    const picky = deployment({ template: template({ nodeSelector: { disk: 'ssd' } }) });

    expect(run(onA, { nodes: [a, b] })).toEqual([]);
    expect(run(onA, { nodes: [a, b, { ...c, unschedulable: true }] })).toEqual([]);
    expect(run(onA, { nodes: [a, b, tainted] })).toEqual([]);
    expect(run(onA, {}, picky)).toEqual([]);
  });

  it('are not a workload of one replica', () => {
    expect(run(['node-a'], {}, deployment({ replicas: 1 }))).toEqual([]);
  });

  it('say what the template asks for, also when it was only preferred', () => {
    const soft = deployment({
      template: template({
        spread: [{ topologyKey: 'kubernetes.io/hostname', maxSkew: 1, required: false }],
      }),
    });

    expect(run(onA, {}, soft)[0]?.evidence[0]?.text).toBe(
      'spread preferred by kubernetes.io/hostname, skew 1',
    );
  });
});
