import { describe, expect, it } from 'vitest';
import { correlatedNodeLoss } from '../../../src/diagnosis/checks/correlated-node-loss.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import type { Lease } from '../../../src/domain/cluster/node.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { meta, situation, TAKEN } from '../../builders/cluster.ts';
import { condition, event, node } from '../../builders/cluster-pods.ts';

const AT = TAKEN - 10 * MINUTE;
const zoned = (name: string, zone: string, over: Parameters<typeof node>[0] = {}) =>
  node({ name, labels: { 'topology.kubernetes.io/zone': zone }, ...over });
const unknown = (at: number) => ({
  conditions: [condition('Ready', 'Unknown', { reason: 'NodeStatusUnknown', changedAt: at })],
});
const well = (count: number, zone = 'b') =>
  Array.from({ length: count }, (_, index) => zoned(`well-${index}`, zone));
const lease = (name: string, renewedAt: number): Lease => ({
  ...meta('Lease', { namespace: 'kube-node-lease', name }),
  holder: name,
  renewedAt,
  duration: 40,
});
const findings = (nodes: ClusterView['nodes'], over: Partial<ClusterView> = {}) =>
  correlatedNodeLoss.run(situation({ nodes, ...over }));

describe('nodes that went at once', () => {
  it('are told as one loss, with the advice to leave them alone', () => {
    const lost = [0, 20, 40].map((seconds) => zoned(`lost-${seconds}`, 'a', unknown(AT + seconds * SECOND)));

    const [finding, ...more] = findings([...lost, ...well(6)]);

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      sentence:
        '3 of 9 nodes (all of zone a) stopped being ready at 02:57 UTC within 40 s: that points to their network or the control plane rather than to the nodes; do not drain or delete them',
      confidence: 'consistent',
      severity: 'critical',
      layer: 'cause',
      changedAt: AT,
      help: null,
    });
    expect(finding?.affects.map(({ name }) => name)).toEqual(['lost-20', 'lost-40']);
    expect(finding?.evidence[0]?.text).toContain('Do not drain, reboot or delete');
  });

  it('count from 30% of all nodes on, or when they are a whole zone or pool', () => {
    const pair = (zone: string) => [zoned('x', zone, unknown(AT)), zoned('y', zone, unknown(AT + SECOND))];
    const pool = (name: string, over = {}) =>
      node({ name, labels: { 'eks.amazonaws.com/nodegroup': 'spot' }, ...over });

    expect(findings([...pair('b'), ...well(5)])).toEqual([]);
    expect(findings([...pair('b'), ...well(4)])).toHaveLength(1);
    expect(findings([...pair('a'), ...well(20)])).toHaveLength(1);
    expect(findings([...pair('a'), zoned('z', 'a'), ...well(20)])).toEqual([]);
    expect(findings([pool('x', unknown(AT)), pool('y', unknown(AT)), ...well(20)])[0]?.sentence).toContain(
      'all of pool spot',
    );
    expect(findings([zoned('x', 'a', unknown(AT)), ...well(20)])).toEqual([]);
  });

  it('are not those that went one by one', () => {
    const slowly = [0, 3, 6].map((minutes) => zoned(`n-${minutes}`, 'b', unknown(AT + minutes * MINUTE)));

    expect(findings([...slowly, ...well(6)])).toEqual([]);
  });

  it('are not those that have only just joined', () => {
    const joining = [0, 1, 2].map((index) =>
      zoned(`new-${index}`, 'b', {
        createdAt: TAKEN - 2 * MINUTE,
        conditions: [condition('Ready', 'False', { changedAt: TAKEN - 2 * MINUTE })],
      }),
    );

    expect(findings([...joining, ...well(3)])).toEqual([]);
  });

  it('share something else than their network when their kubelets still speak', () => {
    const says = { reason: 'KubeletNotReady', message: 'cni plugin not initialized', changedAt: AT };
    const lost = ['x', 'y'].map((name) =>
      zoned(name, 'b', { conditions: [condition('Ready', 'False', says)] }),
    );

    expect(findings([...lost, ...well(4)])[0]?.sentence).toContain(
      'that points to something that they share rather than to each of them (cni plugin not initialized)',
    );
  });
});

describe('nodes that are only silent', () => {
  const nodes = well(6);
  const leases = (stale: number) =>
    nodes.map(({ name }, index) => lease(name, TAKEN - (index < stale ? 70 : 8) * SECOND));

  it('are told of when many ready ones have not renewed their lease', () => {
    expect(findings(nodes, { leases: leases(2) })[0]?.sentence).toContain(
      '2 of 6 nodes count as ready and have not renewed their lease for more than 40 s',
    );
    expect(findings(nodes, { leases: leases(1) })).toEqual([]);
  });

  it('may only have another clock when all of them are', () => {
    const text = (stale: number) =>
      findings(nodes, { leases: leases(stale) })[0]?.evidence.map((each) => each.label);

    expect(text(6)).toContain('Or');
    expect(text(5)).not.toContain('Or');
  });
});

describe('nodes that are replaced in a loop', () => {
  const removed = (count: number, lastAt = TAKEN - 20 * MINUTE) =>
    Array.from({ length: count }, (_, index) =>
      event(node({ name: `gone-${index}` }), { type: 'Normal', reason: 'RemovingNode', lastAt }),
    );
  const young = Array.from({ length: 3 }, (_, index) =>
    node({ name: `new-${index}`, createdAt: TAKEN - 15 * MINUTE }),
  );

  it('are told of when as many came as went within the hour', () => {
    expect(findings([...young, ...well(3)], { events: removed(3) })[0]?.sentence).toContain(
      '3 nodes went and 3 of 6 came within the last hour',
    );
  });

  it('are no loop when few went, when nobody came, or when it was long ago', () => {
    expect(findings([...young, ...well(3)], { events: removed(1) })).toEqual([]);
    expect(findings(well(6), { events: removed(3) })).toEqual([]);
    expect(
      findings([...young, ...[0, 1, 2].map((index) => node({ name: `gone-${index}` }))], {
        events: removed(3),
      }),
    ).toEqual([]);
    expect(findings([...young, ...well(3)], { events: removed(3, TAKEN - 2 * HOUR) })).toEqual([]);
  });
});
