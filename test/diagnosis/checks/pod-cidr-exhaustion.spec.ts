import { describe, expect, it } from 'vitest';
import { podCidrExhaustion } from '../../../src/diagnosis/checks/pod-cidr-exhaustion.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { condition, container, event, node, type pod } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

const workers = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    node({ name: `node-${index}`, podCidr: `10.${Math.floor(index / 256)}.${index % 256}.0/24` }),
  );
const checkout = deployment();
const set = replicaSet(checkout);
const pending = (name: string, over: Parameters<typeof pod>[0] = {}) =>
  podOf(set, {
    name,
    node: null,
    phase: 'Pending',
    containers: [],
    conditions: [
      condition('PodScheduled', 'False', {
        reason: 'Unschedulable',
        message: '0/256 nodes are available: 256 Insufficient memory.',
        changedAt: TAKEN - 45 * MINUTE,
      }),
    ],
    ...over,
  });
const refusal = event(node({ name: 'node-new' }), {
  type: 'Normal',
  reason: 'CIDRNotAvailable',
  firstAt: TAKEN - 40 * MINUTE,
  lastAt: TAKEN - 30 * MINUTE,
});

const full = {
  nodes: workers(256),
  deployments: [checkout],
  replicasets: [set],
  pods: [pending('a'), pending('b')],
  events: [refusal],
};
const findings = (over: Partial<ClusterView> = {}) => podCidrExhaustion.run(situation({ ...full, ...over }));

describe('a range of pod addresses', () => {
  it('that is full is named with its blocks, and who waits for a node', () => {
    expect(findings()).toMatchObject([
      {
        sentence:
          'All 256 blocks (/24) of 10.0.0.0/16 that nodes get for their pods are in use, so no further node can join since 02:27 UTC; 2 pods of Deployment shop/checkout wait for one',
        object: { kind: 'Deployment', namespace: 'shop', name: 'checkout' },
        affects: [
          { kind: 'Pod', name: 'a' },
          { kind: 'Pod', name: 'b' },
        ],
        confidence: 'proven',
        severity: 'critical',
        changedAt: TAKEN - 40 * MINUTE,
      },
    ]);
  });

  it('is nothing while blocks are free, and where nodes have none at all', () => {
    const vpc = full.nodes.map((each) => ({ ...each, podCidr: null }));

    expect(findings({ nodes: workers(129), events: [] })).toEqual([]);
    expect(findings({ nodes: vpc, events: [] })).toEqual([]);
  });

  it('is not called full in a small cluster, whose first blocks always fill the range around them', () => {
    expect(findings({ nodes: workers(4), events: [] })).toEqual([]);
    expect(findings({ nodes: workers(32), events: [] })).toEqual([]);
  });

  it('proves nothing by its fullness alone: the real range may be larger', () => {
    expect(findings({ events: [] })[0]?.confidence).toBe('consistent');
    expect(findings({ events: [], pods: [] })[0]).toMatchObject({
      confidence: 'context',
      severity: 'medium',
      object: { kind: 'Node' },
    });
  });

  it('proves nothing either by a refusal while its blocks are not used up', () => {
    expect(findings({ nodes: workers(129) })[0]?.confidence).toBe('consistent');
  });

  it('is also known by a node that stays without a block, when it is the youngest', () => {
    const late = node({ name: 'late', podCidr: null, createdAt: TAKEN - 10 * MINUTE });

    expect(findings({ nodes: [...full.nodes, late], events: [] })[0]?.confidence).toBe('proven');
    expect(
      findings({ nodes: [...full.nodes, { ...late, createdAt: TAKEN - MINUTE }], events: [] })[0]?.confidence,
    ).toBe('consistent');
    expect(
      findings({ nodes: [...workers(4), { ...late, createdAt: TAKEN - 99 * HOUR }], events: [], pods: [] }),
    ).toEqual([]);
  });

  it('does not explain pods that no node could ever take, or that waited long before', () => {
    const silly = { spec: { containers: [container({ requests: { cpu: 500_000 } })] } };
    const elsewhere = { spec: { nodeSelector: { disk: 'ssd' } } };
    const old = {
      conditions: [
        condition('PodScheduled', 'False', { reason: 'Unschedulable', changedAt: TAKEN - 30 * HOUR }),
      ],
    };
    const affected = (over: Parameters<typeof pod>[0]) =>
      findings({ pods: [pending('a', over)] })[0]?.affects;

    expect(affected({})).toHaveLength(1);
    expect(affected(silly)).toEqual([]);
    expect(affected(elsewhere)).toEqual([]);
    expect(affected(old)).toEqual([]);
  });

  it('forgets a refusal that is hours old', () => {
    const old = { ...refusal, lastAt: TAKEN - 3 * HOUR };

    expect(findings({ nodes: workers(129), events: [old] })).toEqual([]);
  });
});
