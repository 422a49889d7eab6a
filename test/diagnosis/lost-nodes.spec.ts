import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { ClusterView } from '../../src/domain/cluster/cluster-view.ts';
import type { Node } from '../../src/domain/cluster/node.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import { ONSET, subject, view } from '../builders/cluster.ts';
import { service, slice } from '../builders/cluster-network.ts';
import { condition, node } from '../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../builders/cluster-workloads.ts';

const AT = ONSET - 3 * MINUTE;
const checkout = deployment();
const set = replicaSet(checkout);
const front = service();
const about = subject({
  objects: [{ kind: 'Service', namespace: 'shop', name: 'checkout' }],
  namespace: 'shop',
});

/** Six nodes with a pod of checkout each, of which these are away. */
const diagnosed = (away: readonly string[]) => {
  const isAway = (name: string) => away.includes(name);
  const nodes = ['a', 'b', 'c', 'd', 'e', 'f'].map(
    (name): Node =>
      node({
        name,
        conditions: [condition('Ready', isAway(name) ? 'Unknown' : 'True', { changedAt: AT })],
      }),
  );
  const pods = nodes.map(({ name }) =>
    podOf(set, {
      name: `checkout-7d9f-${name}`,
      node: name,
      conditions: [condition('Ready', isAway(name) ? 'False' : 'True', { changedAt: AT })],
    }),
  );
  const seen: Partial<ClusterView> = {
    nodes,
    pods,
    deployments: [checkout],
    replicasets: [set],
    services: [front],
    endpointslices: [slice(front, pods)],
  };
  return diagnose({ view: view(seen), subject: about, onset: ONSET }).findings;
};

describe('an alert about a Service whose nodes are lost', () => {
  it('has one lost node as its cause, and what follows from it beneath', () => {
    const [first] = diagnosed(['c']);

    expect(first).toMatchObject({ check: 'node-not-ready', object: { name: 'c' }, confidence: 'proven' });
  });

  it('has the common loss of several as its cause, with each of them beneath it', () => {
    const [first] = diagnosed(['a', 'b']);

    expect(first).toMatchObject({ check: 'correlated-node-loss', confidence: 'consistent' });
    expect(first?.explains.filter(({ check }) => check === 'node-not-ready')).toHaveLength(2);
    expect(first?.sentence).toContain('do not drain or delete them');
  });

  it('has the loss of all as its cause when nothing is left', () => {
    const [first] = diagnosed(['a', 'b', 'c', 'd', 'e', 'f']);

    expect(first?.check).toBe('correlated-node-loss');
  });

  it('has no lost node as its cause while all are there', () => {
    expect(diagnosed([]).filter(({ check }) => /node/.test(check))).toEqual([]);
  });
});
