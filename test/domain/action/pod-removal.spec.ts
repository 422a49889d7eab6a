import { describe, expect, it } from 'vitest';
import { deletePod } from '../../../src/domain/action/delete-pod.ts';
import { evict } from '../../../src/domain/action/evict.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import { asking, rawOf } from '../../builders/actions.ts';
import { TAKEN, view } from '../../builders/cluster.ts';
import { webhook, webhookConfiguration } from '../../builders/cluster-admission.ts';
import { budget } from '../../builders/cluster-network.ts';
import { condition, node, pod } from '../../builders/cluster-pods.ts';
import { job, podOf, statefulSet } from '../../builders/cluster-workloads.ts';
import { planOf, refusalOf, warningsOf } from './planned.ts';
import { checkout } from './shop.ts';

describe('deleting a pod', () => {
  it('names this one pod by its uid, with the grace that it asks for', () => {
    const { first, around } = checkout();

    const plan = planOf(deletePod, asking(first, around));

    expect(plan.request).toEqual({
      method: 'DELETE',
      path: '/api/v1/namespaces/shop/pods/checkout-7d9f-0',
      contentType: 'application/json',
      body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid: 'uid-pod-0' } },
    });
    expect(plan.sentence).toContain(
      'ReplicaSet shop/checkout-7d9f makes a new one; 2 of its other 2 pods are ready.',
    );
    expect(plan.undo).toBeNull();
    expect(plan.warnings).toEqual([]);
  });

  it('says that it bypasses a disruption budget, and has it acknowledged when that allows none', () => {
    const { first, around } = checkout();
    const under = (disruptionsAllowed: number) =>
      warningsOf(
        deletePod,
        asking(first, { ...around, poddisruptionbudgets: [budget({ disruptionsAllowed })] }),
      );

    expect(under(1)).toEqual(['budget-bypassed:shop/checkout']);
    expect(under(0)).toEqual(['budget-bypassed:shop/checkout!']);
    const other = budget({ selector: { labels: { app: 'other' }, expressions: [] } });
    expect(warningsOf(deletePod, asking(first, { ...around, poddisruptionbudgets: [other] }))).toEqual([]);
  });
});

describe('evicting a pod', () => {
  it('posts an eviction of this one pod', () => {
    const { first, around } = checkout();

    expect(planOf(evict, asking(first, around)).request).toEqual({
      method: 'POST',
      path: '/api/v1/namespaces/shop/pods/checkout-7d9f-0/eviction',
      contentType: 'application/json',
      body: {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: 'checkout-7d9f-0', namespace: 'shop' },
        deleteOptions: { preconditions: { uid: 'uid-pod-0' } },
      },
    });
  });

  it('is refused under two budgets, and under one that allows none', () => {
    const { first, around } = checkout();
    const under = (...poddisruptionbudgets: ReturnType<typeof budget>[]) =>
      refusalOf(evict, asking(first, { ...around, poddisruptionbudgets }));

    expect(under(budget(), budget({ name: 'second' }))).toMatch(
      /2 disruption budgets cover this pod \(checkout and second\)/,
    );
    expect(under(budget({ disruptionsAllowed: 0, maxUnavailable: '1' }))).toMatch(
      /allows no pod to go now \(at most 1 may be unavailable\)/,
    );
    expect(under(budget({ disruptionsAllowed: 1 }))).toMatch(/^planned/);
    expect(under(budget({ disruptionsAllowed: 0, namespace: 'other' }))).toMatch(/^planned/);
  });

  it('leaves it to the dry run whether a budget lets a pod go that is not ready', () => {
    const { first, around } = checkout();
    const sick = { ...first, conditions: [condition('Ready', 'False')] };

    expect(
      refusalOf(
        evict,
        asking(sick, { ...around, poddisruptionbudgets: [budget({ disruptionsAllowed: 0 })] }),
      ),
    ).toMatch(/^planned/);
  });
});

describe.each([deletePod, evict])('taking a pod away ($name)', (action) => {
  const { first, around, owner, set } = checkout();

  it.each([
    ['a bare pod', pod(), {}, /bare pod/],
    [
      'a mirror pod',
      pod({ annotations: { 'kubernetes.io/config.mirror': 'x' } }),
      {},
      /mirrors a file on its node/,
    ],
    [
      'a pod of a node',
      pod({ owner: { kind: 'Node', name: 'node-a', uid: 'n' } }),
      {},
      /mirrors a file on its node/,
    ],
    ['a pod that goes already', { ...first, deletionAt: TAKEN }, around, /being deleted already/],
    ['a pod whose owner is gone', first, { ...around, replicasets: [] }, /is gone/],
    [
      'a pod of an earlier owner of the name',
      first,
      { ...around, replicasets: [{ ...set, uid: 'other' }] },
      /Another ReplicaSet/,
    ],
    [
      'a pod whose owner is being deleted',
      first,
      { ...around, replicasets: [{ ...set, deletionAt: TAKEN }] },
      /is being deleted/,
    ],
    [
      'a pod whose owner’s owner is being deleted',
      first,
      { ...around, deployments: [{ ...owner, deletionAt: TAKEN }] },
      /is being deleted/,
    ],
    [
      'a pod whose owner wants none',
      first,
      { ...around, replicasets: [{ ...set, replicas: 0 }] },
      /wants no pods/,
    ],
    [
      'a pod of a suspended Job',
      pod({ owner: { kind: 'Job', name: 'nightly-29', uid: job().uid } }),
      { jobs: [job({ suspended: true })] },
      /suspended/,
    ],
    ['no pod', owner, around, /no pod/],
  ])('is refused for %s', (_, object, seen, said) => {
    expect(refusalOf(action, asking(object, seen))).toMatch(said);
  });

  it('is refused while a dead webhook must approve the new one, and for the last one that answers a webhook', () => {
    const dead = { ...around, webhookconfigurations: [webhookConfiguration()] };
    const one = checkout({ replicas: 1 });
    const answers = webhook({ service: { namespace: 'shop', name: 'checkout', port: 80 } });
    const last = { ...one.around, webhookconfigurations: [webhookConfiguration([answers])] };

    expect(refusalOf(action, asking(first, dead))).toMatch(/must approve every new pod/);
    expect(refusalOf(action, asking(one.first, last))).toMatch(/last pods that answer/);
    expect(
      refusalOf(
        action,
        asking(first, { ...around, webhookconfigurations: [webhookConfiguration([answers])] }),
      ),
    ).toMatch(/^planned/);
  });

  it('warns of a Service that would have no ready endpoint, and protects the only replica', () => {
    const one = checkout({ replicas: 1 });

    expect(warningsOf(action, asking(one.first, one.around))).toEqual(['last-endpoint:shop/checkout!']);
    expect(planOf(action, asking(one.first, one.around)).protects).toBe('it is the only replica');
    expect(planOf(action, asking(first, around)).protects).toBeNull();
  });

  it('judges a Service by its pods when its endpoints could not be read', () => {
    const one = checkout({ replicas: 1 });
    const gap = { kind: 'endpointslices', namespace: null, why: 'forbidden', sentence: 'No.' } as const;
    const blind = { ...one.around, endpointslices: [], gaps: [gap] };
    const sick = { ...one.first, conditions: [condition('Ready', 'False')] };

    expect(warningsOf(action, asking(one.first, blind))).toContain('last-endpoint:shop/checkout!');
    expect(warningsOf(action, asking(sick, { ...blind, pods: [sick] }))).not.toContain(
      'last-endpoint:shop/checkout!',
    );
  });

  it('takes nothing from a Service when the pod is not ready', () => {
    const one = checkout({ replicas: 1 });
    const slices = (one.around.endpointslices ?? []).map((each) => ({
      ...each,
      endpoints: each.endpoints.map((endpoint) => ({ ...endpoint, ready: false })),
    }));

    expect(warningsOf(action, asking(one.first, { ...one.around, endpointslices: slices }))).toEqual([]);
  });

  it('warns that data is in a volume, and protects it', () => {
    const owned = statefulSet({ replicas: 2 });
    const database = pod({
      name: 'orders-db-0',
      labels: { app: 'orders-db' },
      owner: { kind: 'StatefulSet', name: owned.name, uid: owned.uid },
      spec: { volumes: [{ name: 'data', kind: 'Claim', source: 'data-orders-db-0' }] },
    });
    const seen = { statefulsets: [owned], pods: [database], nodes: [node()] };

    expect(warningsOf(action, asking(database, seen))).toContain('stateful!');
    expect(planOf(action, asking(database, seen)).protects).toContain('keeps data in a volume');
  });

  it('warns when its owner has a pod too many, or can’t be looked at', () => {
    const fewer = { ...around, replicasets: [{ ...set, replicas: 2 }] };
    const gap = {
      kind: 'replicasets',
      namespace: null,
      why: 'forbidden',
      sentence: 'ReplicaSets may not be read.',
    } as const;

    expect(warningsOf(action, asking(first, fewer))).toContain('not-replaced!');
    expect(warningsOf(action, asking(first, { ...around, replicasets: [], gaps: [gap] }))).toEqual(
      expect.arrayContaining(['owner-not-seen!', 'not-seen!']),
    );
  });

  it('says that a Job counts it as a failed try, to be acknowledged when it was the last one', () => {
    const tried = (failed: number) => {
      const owned = job({ failed, backoffLimit: 2 });
      const task = pod({ name: 'nightly-29-x', owner: { kind: 'Job', name: owned.name, uid: owned.uid } });
      return warningsOf(action, asking(task, { jobs: [owned], pods: [task], nodes: [node()] }));
    };

    expect(tried(1)).toEqual(['failed-try']);
    expect(tried(2)).toEqual(['failed-try!']);
  });

  it('warns when no node has room for the new one; what the old one leaves counts, unless its node is cordoned', () => {
    const small = node({ allocatable: { cpu: 100, memory: 2 ** 40, pods: 110 } });
    const alone = checkout({ replicas: 1 });
    const room = (nodes: readonly ReturnType<typeof node>[]) =>
      warningsOf(action, asking(alone.first, { ...alone.around, nodes }));

    expect(room([small])).not.toContain('no-room!');
    expect(room([{ ...small, unschedulable: true }])).toContain('no-room!');
  });

  it('warns when nodes fail together', () => {
    const lost = ['x', 'y'].map((name) =>
      node({ name, uid: name, conditions: [condition('Ready', 'Unknown', { changedAt: TAKEN - MINUTE })] }),
    );

    expect(
      warningsOf(action, asking(first, { ...around, nodes: [...(around.nodes ?? []), ...lost] })),
    ).toContain('nodes-failing!');
  });

  it('is done when another pod took its place, under way until then', () => {
    const before = asking(first, around);
    const rest = (around.pods ?? []).slice(1);
    const fresh = podOf(set, { name: 'fresh', uid: 'fresh' });
    const now = (pods: readonly (typeof fresh)[]) =>
      action.verified(before, { object: null, view: view({ ...around, pods }) });

    expect(now([...rest, first]).state).toBe('under-way');
    expect(now(rest).sentence).toBe('No new pod has come yet.');
    expect(now([...rest, { ...fresh, conditions: [condition('Ready', 'False')] }]).state).toBe('under-way');
    // A controller that wants fewer by now makes none.
    const fewer = view({ ...around, replicasets: [{ ...set, replicas: 2 }], pods: rest });
    expect(action.verified(before, { object: null, view: fewer }).sentence).toMatch(
      /all 2 pods that are wanted are ready/,
    );
    expect(now([...rest, fresh])).toEqual({ state: 'done', sentence: 'fresh took its place and is ready.' });
  });

  it('is settled by what is there: nothing tells whose deletion it was', () => {
    const before = asking(first, around);
    const raw = rawOf(first);

    expect(action.settle(before, { raw })).toBe('not-applied');
    expect(action.settle(before, { raw: null })).toBe('applied-by-whom-unknown');
    expect(action.settle(before, { raw: rawOf({ ...first, uid: 'new' }) })).toBe('applied-by-whom-unknown');
    const going = { ...raw, metadata: { uid: first.uid, deletionTimestamp: '2026-03-14T03:08:00Z' } };
    expect(action.settle(before, { raw: going })).toBe('applied-by-whom-unknown');
  });
});
