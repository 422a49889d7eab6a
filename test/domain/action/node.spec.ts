import { describe, expect, it } from 'vitest';
import { cordon } from '../../../src/domain/action/cordon.ts';
import { uncordon } from '../../../src/domain/action/uncordon.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import { asking, noted, notedSteps, rawOf } from '../../builders/actions.ts';
import { TAKEN, view } from '../../builders/cluster.ts';
import { service, slice } from '../../builders/cluster-network.ts';
import { condition, node, pod } from '../../builders/cluster-pods.ts';
import { planOf, refusalOf, warningsOf } from './planned.ts';

const pool = { 'eks.amazonaws.com/nodegroup': 'web' };
const a = node({ labels: pool });
const b = node({ name: 'node-b', uid: 'uid-b', labels: pool });
const closed = (of: typeof a) => ({
  ...of,
  unschedulable: true,
  taints: [{ key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule', addedAt: null }],
});

describe('cordoning a node', () => {
  it('sets one field, pinned to the uid, and wipes nothing out', () => {
    expect(planOf(cordon, asking(a, { nodes: [a, b] })).request).toEqual({
      method: 'PATCH',
      path: '/api/v1/nodes/node-a',
      contentType: 'application/merge-patch+json',
      body: { metadata: { uid: a.uid, annotations: noted }, spec: { unschedulable: true } },
    });
  });

  it('is refused for the last node of its pool that takes pods, whatever other pools have', () => {
    const other = node({ name: 'other', uid: 'other', labels: { 'eks.amazonaws.com/nodegroup': 'batch' } });
    const sick = { ...b, conditions: [condition('Ready', 'False')] };

    for (const nodes of [[a], [a, other], [a, closed(b)], [a, sick]]) {
      expect(refusalOf(cordon, asking(a, { nodes }))).toMatch(/last node of its pool/);
    }
    expect(refusalOf(cordon, asking(a, { nodes: [a, b] }))).toMatch(/^planned/);
  });

  it('is refused for one that is cordoned or goes', () => {
    expect(refusalOf(cordon, asking(closed(a), { nodes: [closed(a), b] }))).toMatch(/cordoned already/);
    expect(refusalOf(cordon, asking({ ...a, deletionAt: TAKEN }, { nodes: [a, b] }))).toMatch(
      /being deleted/,
    );
    expect(refusalOf(cordon, asking(pod()))).toMatch(/no node/);
  });

  it('names each Service all of whose ready endpoints are on it, and no other', () => {
    const here = [pod({ name: 'one', uid: '1', labels: { app: 'checkout' } })];
    const there = pod({ name: 'two', uid: '2', labels: { app: 'checkout' }, node: 'node-b' });
    const front = service();
    const seen = (pods: readonly (typeof there)[]) => ({
      nodes: [a, b],
      pods,
      services: [front],
      endpointslices: [slice(front, pods)],
    });

    expect(warningsOf(cordon, asking(a, seen(here)))).toEqual(['last-endpoint:shop/checkout!']);
    expect(warningsOf(cordon, asking(a, seen([...here, there])))).toEqual([]);
    expect(warningsOf(cordon, asking(b, seen(here)))).toEqual([]);
  });

  it('says how many pods stay and how many nodes are left, and what of any namespace it could not see', () => {
    const pods = [pod({ uid: '1', name: 'one' }), pod({ uid: '2', name: 'two' })];
    const gap = { kind: 'services', namespace: 'pay', why: 'forbidden', sentence: 'No.' } as const;
    const said = (count: number) =>
      planOf(cordon, asking(a, { nodes: [a, b], pods: pods.slice(0, count) })).sentence;

    expect(said(1)).toBe(
      'No new pods are placed on it; its 1 pod stays. 1 other node of its pool takes new pods.',
    );
    expect(said(2)).toContain('its 2 pods stay');
    expect(warningsOf(cordon, asking(a, { nodes: [a, b], gaps: [gap] }))).toEqual(['not-seen!']);
  });

  it('warns when nodes fail together, and protects the control plane', () => {
    const lost = ['x', 'y'].map((name) =>
      node({ name, uid: name, conditions: [condition('Ready', 'Unknown', { changedAt: TAKEN - MINUTE })] }),
    );
    const control = { ...a, labels: { ...pool, 'node-role.kubernetes.io/control-plane': '' } };

    expect(warningsOf(cordon, asking(a, { nodes: [a, b, ...lost] }))).toContain('nodes-failing!');
    expect(planOf(cordon, asking(control, { nodes: [control, b] })).protects).toMatch(/control plane/);
    expect(planOf(cordon, asking(a, { nodes: [a, b] })).protects).toBeNull();
  });

  it('is verified by the field and its taint, and settled by the field', () => {
    const before = asking(a, { nodes: [a, b] });
    const now = (object: typeof a | null) => cordon.verified(before, { object, view: view() }).state;

    expect([now(closed(a)), now({ ...a, unschedulable: true }), now(a), now(null)]).toEqual([
      'done',
      'under-way',
      'failed',
      'failed',
    ]);
    expect(now({ ...closed(a), uid: 'other' })).toBe('failed');
    expect(cordon.settle(before, { raw: rawOf(closed(a)) })).toBe('applied-by-whom-unknown');
    expect(cordon.settle(before, { raw: rawOf({ ...closed(a), annotations: noted }) })).toBe('applied-by-us');
    expect(cordon.settle(before, { raw: rawOf(a) })).toBe('not-applied');
  });
});

describe('uncordoning a node', () => {
  it('takes the field away where it stands, and leaves a note where there is a place for it', () => {
    const noting = closed({ ...a, annotations: { other: 'x' } });
    const steps = [
      { op: 'test', path: '/metadata/uid', value: a.uid },
      { op: 'test', path: '/spec/unschedulable', value: true },
      { op: 'remove', path: '/spec/unschedulable' },
    ];

    expect(planOf(uncordon, asking(noting, { nodes: [noting] })).request.body).toEqual([
      ...steps,
      ...notedSteps,
    ]);
    expect(planOf(uncordon, asking(closed(a), { nodes: [a] })).request.body).toEqual(steps);
  });

  it('is refused for a node that is not cordoned, and warns for one that is not ready', () => {
    const sick = closed({ ...a, conditions: [condition('Ready', 'False')] });

    expect(refusalOf(uncordon, asking(a, { nodes: [a] }))).toMatch(/is not cordoned/);
    expect(warningsOf(uncordon, asking(sick, { nodes: [sick] }))).toEqual(['node-not-ready!']);
    expect(warningsOf(uncordon, asking(closed(a), { nodes: [a] }))).toEqual([]);
  });

  it('is verified and settled the other way round', () => {
    const before = asking(closed(a), { nodes: [a] });

    expect(uncordon.verified(before, { object: a, view: view() }).state).toBe('done');
    expect(uncordon.verified(before, { object: closed(a), view: view() }).sentence).toMatch(/cordoned again/);
    expect(uncordon.settle(before, { raw: rawOf(a) })).toBe('applied-by-whom-unknown');
    expect(uncordon.settle(before, { raw: rawOf(closed(a)) })).toBe('not-applied');
  });

  it('warns of a node that its autoscaler is taking away', () => {
    const going = (key: string) => {
      const leaving = {
        ...closed(a),
        taints: [...closed(a).taints, { key, value: '', effect: 'NoSchedule', addedAt: null }],
      };
      return warningsOf(uncordon, asking(leaving, { nodes: [leaving] }));
    };

    for (const key of ['ToBeDeletedByClusterAutoscaler', 'karpenter.sh/disrupted']) {
      expect(going(key)).toEqual(['being-removed!']);
    }
    expect(going('example.com/gpu')).toEqual([]);
  });
});
