import { describe, expect, it } from 'vitest';
import { deletionCost } from '../../../src/domain/action/deletion-cost.ts';
import { asking, noted, notedSteps, rawOf } from '../../builders/actions.ts';
import { TAKEN, view } from '../../builders/cluster.ts';
import { pod } from '../../builders/cluster-pods.ts';
import { planOf, refusalOf } from './planned.ts';
import { checkout } from './shop.ts';

const KEY = 'controller.kubernetes.io/pod-deletion-cost';
const PATH = '/metadata/annotations/controller.kubernetes.io~1pod-deletion-cost';
const costs = (cost: string | number) => ({ parameters: { cost } });

describe('saying which pod goes first', () => {
  const { first, around } = checkout();
  const costly = { ...first, annotations: { [KEY]: '5' } };

  it('merges one annotation where none stands, and tests the old one where it does', () => {
    expect(planOf(deletionCost, asking(first, around, costs(-100))).request).toMatchObject({
      contentType: 'application/merge-patch+json',
      body: { metadata: { uid: first.uid, annotations: { ...noted, [KEY]: '-100' } } },
    });
    expect(planOf(deletionCost, asking(costly, around, costs('-100'))).request.body).toEqual([
      { op: 'test', path: '/metadata/uid', value: first.uid },
      { op: 'test', path: PATH, value: '5' },
      { op: 'replace', path: PATH, value: '-100' },
      ...notedSteps,
    ]);
  });

  it('is refused for pods of no ReplicaSet, for what goes, for the cost that it has, and for no number', () => {
    const owned = pod({ owner: { kind: 'StatefulSet', name: 'db', uid: 'db' } });

    expect(refusalOf(deletionCost, asking(owned, {}, costs(1)))).toMatch(/belongs to no ReplicaSet/);
    expect(refusalOf(deletionCost, asking({ ...first, deletionAt: TAKEN }, around, costs(1)))).toMatch(
      /being deleted/,
    );
    expect(refusalOf(deletionCost, asking(costly, around, costs(5)))).toMatch(/has the cost 5 already/);
    for (const cost of ['x', '', 1.5, 2 ** 31]) {
      expect(refusalOf(deletionCost, asking(first, around, costs(cost)))).toMatch(/whole number/);
    }
  });

  it('is protected only where it belongs to the cluster itself', () => {
    const owner = { kind: 'ReplicaSet', name: 'dns-1', uid: 'dns-1' };

    expect(planOf(deletionCost, asking(first, around, costs(1))).protects).toBeNull();
    expect(
      planOf(deletionCost, asking(pod({ namespace: 'kube-system', owner }), {}, costs(1))).protects,
    ).toMatch(/kube-system/);
  });

  it('is verified and settled by the annotation', () => {
    const before = asking(first, around, costs(5));

    expect(deletionCost.verified(before, { object: costly, view: view() }).state).toBe('done');
    expect(deletionCost.verified(before, { object: first, view: view() }).state).toBe('failed');
    expect(deletionCost.verified(before, { object: null, view: view() }).state).toBe('failed');
    expect(deletionCost.settle(before, { raw: rawOf(costly) })).toBe('applied-by-whom-unknown');
    expect(deletionCost.settle(before, { raw: rawOf(first) })).toBe('not-applied');
  });
});
