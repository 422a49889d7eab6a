import { describe, expect, it } from 'vitest';
import { quarantine } from '../../../src/domain/action/quarantine.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import { asking, rawOf } from '../../builders/actions.ts';
import { view } from '../../builders/cluster.ts';
import { budget, service, slice } from '../../builders/cluster-network.ts';
import { node, pod } from '../../builders/cluster-pods.ts';
import { networkPolicy } from '../../builders/cluster-policy.ts';
import { podOf, statefulSet } from '../../builders/cluster-workloads.ts';
import { planOf, refusalOf, warningsOf } from './planned.ts';
import { checkout } from './shop.ts';

const MARK = 'keyturn.dev/quarantine';

describe('putting a pod into quarantine', () => {
  it('tests and replaces the labels by which it is selected, keeps its hash, and says which request it was', () => {
    const { first, around } = checkout();

    const plan = planOf(quarantine, asking(first, around));

    expect(plan.request).toMatchObject({
      path: '/api/v1/namespaces/shop/pods/checkout-7d9f-0',
      contentType: 'application/json-patch+json',
    });
    expect(plan.request.body).toEqual([
      { op: 'test', path: '/metadata/uid', value: 'uid-pod-0' },
      { op: 'test', path: '/metadata/labels/app', value: 'checkout' },
      { op: 'replace', path: '/metadata/labels/app', value: 'quarantine' },
      { op: 'add', path: '/metadata/labels/keyturn.dev~1quarantine', value: 'INC-7-3' },
    ]);
    expect(plan.touches).toEqual(['/metadata/labels/app', '/metadata/labels/keyturn.dev~1quarantine']);
  });

  it('changes also what a Service selects it by, when the controller’s labels are not enough', () => {
    const { first, around } = checkout();
    const tiered = { ...first, labels: { ...first.labels, 'shop.example/tier': 'web' } };
    const front = service({ name: 'tier', selector: { 'shop.example/tier': 'web' } });
    const seen = { ...around, pods: [tiered], services: [front], endpointslices: [slice(front, [tiered])] };

    expect(planOf(quarantine, asking(tiered, seen)).request.body).toContainEqual({
      op: 'replace',
      path: '/metadata/labels/shop.example~1tier',
      value: 'quarantine',
    });
  });

  it('is refused when a selector would find it still', () => {
    const { first, set, around } = checkout();
    const selector = { labels: {}, expressions: [{ key: 'app', operator: 'Exists', values: [] }] } as const;

    expect(refusalOf(quarantine, asking(first, { ...around, replicasets: [{ ...set, selector }] }))).toMatch(
      /No label of/,
    );
  });

  it('is refused for what is set aside already, and for a pod whose successor needs its name', () => {
    const { first, around } = checkout();
    const owned = statefulSet();
    const database = pod({
      name: 'orders-db-0',
      labels: { app: 'orders-db' },
      owner: { kind: 'StatefulSet', name: owned.name, uid: owned.uid },
    });

    expect(
      refusalOf(quarantine, asking({ ...first, labels: { ...first.labels, [MARK]: 'INC-1-1' } }, around)),
    ).toMatch(/in quarantine already/);
    expect(refusalOf(quarantine, asking(database, { statefulsets: [owned], pods: [database] }))).toMatch(
      /could not stand beside it/,
    );
    expect(refusalOf(quarantine, asking(pod()))).toMatch(/bare pod/);
  });

  it('needs a place for the new pod beside the old one', () => {
    const { first, around } = checkout({ replicas: 1 });
    const small = (cpu: number) => [node({ allocatable: { cpu, memory: 2 ** 40, pods: 110 } })];

    expect(warningsOf(quarantine, asking(first, { ...around, nodes: small(100) }))).toContain('no-room!');
    expect(warningsOf(quarantine, asking(first, { ...around, nodes: small(200) }))).toEqual([
      'last-endpoint:shop/checkout!',
    ]);
  });

  it('is done when the pod runs alone, serves nobody, and another one took its place', () => {
    const { first, set, around, front } = checkout();
    const before = asking(first, around);
    const aside = { ...first, owner: null, labels: { app: 'quarantine', [MARK]: 'INC-7-3' } };
    const fresh = podOf(set, { name: 'fresh', uid: 'fresh' });
    const now = (
      object: typeof first,
      pods: readonly (typeof first)[],
      serving = pods.filter(({ uid }) => uid !== first.uid),
    ) =>
      quarantine.verified(before, {
        object,
        view: view({ ...around, pods, endpointslices: [slice(front, serving)] }),
      });

    expect(now(aside, [aside, fresh]).state).toBe('done');
    expect(now(aside, [aside]).state).toBe('under-way');
    expect(now(aside, [aside, fresh], [aside]).sentence).toMatch(/still an endpoint/);
    expect(now({ ...aside, owner: first.owner }, [{ ...aside, owner: first.owner }, fresh]).state).toBe(
      'under-way',
    );
    expect(now(aside, [fresh]).sentence).toMatch(/is gone/);
    expect(now(first, [first, fresh]).sentence).toMatch(/does not have the label/);
  });

  it('is settled by its own label, which says whose it was', () => {
    const { first, around } = checkout();
    const before = asking(first, around);
    const marked = (mark: string) => rawOf({ ...first, labels: { app: 'quarantine', [MARK]: mark } });

    expect(quarantine.settle(before, { raw: marked('INC-7-3') })).toBe('applied-by-us');
    expect(quarantine.settle(before, { raw: marked('INC-8-1') })).toBe('applied-by-whom-unknown');
    expect(quarantine.settle(before, { raw: rawOf(first) })).toBe('not-applied');
  });

  it('says which budgets it does not ask, and which policies let go of the pod', () => {
    const { first, around } = checkout();
    const held = (over: Partial<ClusterView>) =>
      warningsOf(quarantine, asking(first, { ...around, ...over }));
    const labels = (app: string) => ({ labels: { app }, expressions: [] });

    expect(held({ poddisruptionbudgets: [budget({ disruptionsAllowed: 0 })] })).toEqual([
      'budget-bypassed:shop/checkout!',
    ]);
    expect(held({ networkpolicies: [networkPolicy({ pods: labels('checkout') })] })).toEqual([
      'policies-lost!',
    ]);
    expect(held({ networkpolicies: [networkPolicy({ pods: labels('other') })] })).toEqual([]);
    expect(held({ networkpolicies: [networkPolicy()] })).toEqual([]);
    expect(
      held({ networkpolicies: [networkPolicy({ namespace: 'pay', pods: labels('checkout') })] }),
    ).toEqual([]);
    expect(held({ asked: quarantine.reads.filter((kind) => kind !== 'networkpolicies') })).toEqual([
      'not-seen!',
    ]);
  });
});
