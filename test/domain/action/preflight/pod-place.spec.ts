import { describe, expect, it } from 'vitest';
import { deletePod } from '../../../../src/domain/action/delete-pod.ts';
import { evict } from '../../../../src/domain/action/evict.ts';
import { quarantine } from '../../../../src/domain/action/quarantine.ts';
import { asking } from '../../../builders/actions.ts';
import { condition, node, pod } from '../../../builders/cluster-pods.ts';
import { statefulSet } from '../../../builders/cluster-workloads.ts';
import { planOf, warningsOf } from '../planned.ts';
import { checkout } from '../shop.ts';

const silent = node({ conditions: [condition('Ready', 'Unknown')] });
const other = node({ name: 'node-b', uid: 'uid-b' });

describe('taking a pod away', () => {
  it('from a node that nobody hears leaves it there, which has to be acknowledged', () => {
    const { first, around } = checkout();
    const on = (of: typeof silent) => asking(first, { ...around, nodes: [of, other] });

    for (const action of [deletePod, evict]) {
      expect(warningsOf(action, on(silent))).toContain('node-silent!');
      expect(warningsOf(action, on(node()))).toEqual([]);
    }
  });

  it('says that a StatefulSet makes no new one before it is gone', () => {
    const owner = statefulSet();
    const { kind, name, uid } = owner;
    const own = pod({ name: 'orders-db-0', owner: { kind, name, uid } });
    const around = { statefulsets: [owner], pods: [own], nodes: [silent, other] };

    const warning = planOf(deletePod, asking(own, around)).warnings.find(({ id }) => id === 'node-silent');

    expect(warning?.sentence).toMatch(
      /stays until the node is back or gone, and its StatefulSet makes no new one/,
    );
  });

  it('loses what the pod keeps on its node only, but not when it stays', () => {
    const { first, around } = checkout();
    const volumes = [{ name: 'cache', kind: 'Other', source: 'emptyDir' }] as const;
    const keeping = asking({ ...first, spec: { ...first.spec, volumes } }, around);

    expect(warningsOf(deletePod, keeping)).toEqual(['local-data']);
    expect(warningsOf(quarantine, keeping)).toEqual([]);
  });
});
