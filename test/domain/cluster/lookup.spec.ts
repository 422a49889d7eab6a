import { describe, expect, it } from 'vitest';
import { createLookup } from '../../../src/domain/cluster/lookup.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import { meta, ownedBy, TAKEN, view } from '../../builders/cluster.ts';
import { service, slice } from '../../builders/cluster-network.ts';
import { event, node, pod } from '../../builders/cluster-pods.ts';
import {
  controllerRevision,
  cronJob,
  daemonSet,
  deployment,
  job,
  podOf,
  replicaSet,
} from '../../builders/cluster-workloads.ts';

const checkout = deployment();
const first = replicaSet(checkout, { revision: 1 });
const second = replicaSet(checkout, { name: 'checkout-55c4', revision: 2 });
const a = podOf(first, { name: 'checkout-7d9f-a' });
const b = podOf(second, { name: 'checkout-55c4-b', node: 'node-b' });
const names = (objects: readonly { readonly name: string }[]) => objects.map(({ name }) => name);

describe('who owns whom', () => {
  it('finds the pods of a Deployment through all of its ReplicaSets', () => {
    const lookup = createLookup(
      view({ pods: [a, b, pod()], deployments: [checkout], replicasets: [first, second] }),
    );

    expect(names(lookup.podsOf(checkout))).toEqual([a.name, b.name]);
    expect(names(lookup.podsOf(second))).toEqual([b.name]);
  });

  it('finds the pods of a CronJob through its Jobs, and the way back', () => {
    const nightly = cronJob();
    const run = job({ owner: ownedBy(nightly) });
    const worker = pod({ name: 'nightly-29-x', owner: ownedBy(run) });
    const lookup = createLookup(view({ pods: [worker], jobs: [run], cronjobs: [nightly] }));

    expect(lookup.podsOf(nightly)).toEqual([worker]);
    expect(lookup.topOwner(worker)).toEqual({ kind: 'CronJob', namespace: 'shop', name: 'nightly' });
    expect(names(lookup.ownersOf(worker))).toEqual(['nightly-29', 'nightly']);
  });

  it('does not take an object made again under the same name for the owner', () => {
    const again = replicaSet(checkout, { uid: 'another' });
    const lookup = createLookup(view({ pods: [a], deployments: [checkout], replicasets: [again] }));

    expect(lookup.podsOf(checkout)).toEqual([]);
    expect(lookup.topOwner(a)).toEqual({ kind: 'ReplicaSet', namespace: 'shop', name: 'checkout-7d9f' });
  });

  it('goes as far as the view goes, and ends where nobody owns', () => {
    const lookup = createLookup(view({ pods: [a, pod({ name: 'alone' })] }));

    expect(lookup.topOwner(a)).toEqual({ kind: 'ReplicaSet', namespace: 'shop', name: 'checkout-7d9f' });
    expect(lookup.topOwner(pod({ name: 'alone' }))).toEqual({
      kind: 'Pod',
      namespace: 'shop',
      name: 'alone',
    });
  });

  it('does not hang on a circle of owners', () => {
    const one = deployment({ name: 'one', owner: ownedBy(deployment({ name: 'two' })) });
    const two = deployment({ name: 'two', owner: ownedBy(deployment({ name: 'one' })) });

    expect(createLookup(view({ deployments: [one, two] })).ownersOf(one).length).toBeLessThanOrEqual(10);
  });

  it('gives revisions the newest first', () => {
    const cni = daemonSet();
    const revisions = [2, 10, 1].map((revision) =>
      controllerRevision(cni, { name: `aws-node-${revision}`, revision }),
    );
    const lookup = createLookup(
      view({ replicasets: [first, second], daemonsets: [cni], controllerrevisions: revisions }),
    );

    expect(lookup.replicaSetsOf(checkout).map(({ revision }) => revision)).toEqual([2, 1]);
    expect(lookup.revisionsOf(cni).map(({ revision }) => revision)).toEqual([10, 2, 1]);
  });
});

describe('who selects whom', () => {
  it('binds Services and pods of one namespace by all labels of the selector', () => {
    const front = service({ selector: { app: 'checkout', tier: 'web' } });
    const elsewhere = service({ namespace: 'pay', selector: { app: 'checkout' } });
    const web = pod({ name: 'web', labels: { app: 'checkout', tier: 'web', more: 'x' } });
    const db = pod({ name: 'db', labels: { app: 'checkout', tier: 'db' } });
    const lookup = createLookup(view({ pods: [web, db], services: [front, elsewhere] }));

    expect(names(lookup.podsBehind(front))).toEqual(['web']);
    expect(names(lookup.servicesOf(web))).toEqual(['checkout']);
    expect(lookup.servicesOf(db)).toEqual([]);
  });

  it('lets a Service without a selector select nobody', () => {
    const manual = service({ selector: {} });
    const lookup = createLookup(view({ pods: [pod()], services: [manual] }));

    expect(lookup.podsBehind(manual)).toEqual([]);
    expect(lookup.servicesOf(pod())).toEqual([]);
  });

  it('finds the slices of a Service by its label, in its namespace', () => {
    const front = service();
    const own = slice(front, []);
    const lookup = createLookup(
      view({ services: [front], endpointslices: [own, slice(service({ namespace: 'pay' }), [])] }),
    );

    expect(lookup.slicesOf(front)).toEqual([own]);
  });
});

describe('what is where, and what was said of it', () => {
  it('finds nodes and the pods on them', () => {
    const lookup = createLookup(
      view({ pods: [a, b, pod({ name: 'pending', node: null })], nodes: [node()] }),
    );

    expect(lookup.node('node-a')?.name).toBe('node-a');
    expect(lookup.node(null)).toBeNull();
    expect(names(lookup.podsOn('node-b'))).toEqual([b.name]);
    expect(lookup.podsOn('')).toEqual([]);
  });

  it('gives the events of an object in order, without those of an earlier one of its name', () => {
    const late = event(a, { reason: 'late' });
    const early = event(a, { reason: 'early', lastAt: TAKEN - 9 * MINUTE });
    const before = event({ ...a, uid: 'an earlier pod' }, { reason: 'before' });
    const lookup = createLookup(view({ pods: [a], events: [late, early, before] }));

    expect(lookup.eventsAbout(a).map(({ reason }) => reason)).toEqual(['early', 'late']);
    expect(lookup.eventsAbout({ kind: 'Pod', namespace: 'shop', name: a.name })).toHaveLength(3);
  });

  it('knows events of nodes by name, because the kubelet puts the name where the uid belongs', () => {
    const rebooted = event({ ...node(), uid: 'node-a' }, { reason: 'Rebooted' });

    expect(createLookup(view({ nodes: [node()], events: [rebooted] })).eventsAbout(node())).toEqual([
      rebooted,
    ]);
  });

  it('finds any object by its name', () => {
    const lookup = createLookup(view({ deployments: [checkout], nodes: [node()] }));

    expect(lookup.object({ kind: 'Deployment', namespace: 'shop', name: 'checkout' })).toBe(checkout);
    expect(lookup.object({ kind: 'Deployment', namespace: 'pay', name: 'checkout' })).toBeNull();
    expect(lookup.object(meta('Node', { name: 'node-a' }, false))?.kind).toBe('Node');
  });
});

describe('what was read whole', () => {
  const gap = { kind: 'pods', why: 'forbidden', sentence: 'no' } as const;

  it('is what was asked for and has no gap there', () => {
    const partly = createLookup(view({ gaps: [{ ...gap, namespace: 'pay' }] }));

    expect(partly.sawAll('pods', 'shop')).toBe(true);
    expect(partly.sawAll('pods', 'pay')).toBe(false);
    expect(partly.sawAll('pods', null)).toBe(false);
    expect(partly.sawAll('services', null)).toBe(true);
  });

  it('is nowhere when the whole cluster is a gap, or when nobody asked', () => {
    expect(createLookup(view({ gaps: [{ ...gap, namespace: null }] })).sawAll('pods', 'shop')).toBe(false);
    expect(createLookup(view({ asked: ['nodes'] })).sawAll('pods', 'shop')).toBe(false);
  });
});
