import { describe, expect, it } from 'vitest';
import { waysFrom } from '../../src/diagnosis/path.ts';
import type { ObjectRef } from '../../src/domain/cluster/object-ref.ts';
import { situation, subject } from '../builders/cluster.ts';
import { ingress, service } from '../builders/cluster-network.ts';
import { node, pod } from '../builders/cluster-pods.ts';
import {
  cronJob,
  daemonSet,
  deployment,
  job,
  podOf,
  replicaSet,
  statefulSet,
} from '../builders/cluster-workloads.ts';

const checkout = deployment();
const set = replicaSet(checkout);
const replica = podOf(set, { name: 'checkout-a' });
const front = service();
const world = {
  deployments: [checkout],
  replicasets: [set],
  pods: [replica],
  services: [front],
  nodes: [node(), node({ name: 'node-b' })],
};

const ref = (kind: string, name: string, namespace: string | null = 'shop'): ObjectRef => ({
  kind,
  namespace,
  name,
});

/** The way as kinds and names, and what it costs. */
const _way = (to: ObjectRef, from: ObjectRef, over: Parameters<typeof situation>[0] = {}) => {
  const about = subject({ objects: [from], namespace: from.namespace });
  const found = waysFrom(situation({ ...world, ...over }, { about })).to([to]);
  return found && { names: found.path.map(({ kind, name }) => `${kind} ${name}`).join(' > '), ...found };
};

const toDeployment = ref('Deployment', 'checkout');

describe('where the way begins', () => {
  const start = (about: Parameters<typeof subject>[0]) =>
    waysFrom(situation(world, { about: subject(about) })).to([toDeployment])?.path[0];

  it.each([
    ['a pod that is gone, by its ReplicaSet', ref('Pod', 'checkout-7d9f-zzzzz'), 'ReplicaSet'],
    [
      'a pod of a ReplicaSet that is gone, by its Deployment',
      ref('Pod', 'checkout-55c4-zzzzz'),
      'Deployment',
    ],
  ])('is %s', (_, object, kind) => {
    expect(start({ objects: [object] })?.kind).toBe(kind);
  });

  it.each([
    ['StatefulSet', 'orders-db-0', statefulSet()],
    ['DaemonSet', 'aws-node-x2x9z', daemonSet({ namespace: 'shop' })],
    ['Job', 'nightly-29-x2x9z', job()],
    ['CronJob', 'nightly-29-x2x9z', cronJob()],
  ])('is the %s that made a pod %s which is gone', (kind, name, maker) => {
    const all = { statefulsets: [], daemonsets: [], jobs: [], cronjobs: [] };
    const seen = situation(
      { ...all, [`${kind.toLowerCase()}s`]: [maker] },
      { about: subject({ objects: [ref('Pod', name)] }) },
    );

    expect(waysFrom(seen).to([maker])?.path).toEqual([ref(kind, maker.name)]);
  });

  it('is an object without a namespace when only one has its name', () => {
    expect(start({ objects: [ref('Deployment', 'checkout', null)] })?.kind).toBe('Deployment');

    const two = { ...world, deployments: [checkout, deployment({ namespace: 'pay' })] };
    const about = subject({ objects: [ref('Deployment', 'checkout', null)] });
    expect(waysFrom(situation(two, { about })).known).toBe(false);
  });

  it.each([
    ['10.1.0.7', 'Pod'],
    ['192.168.0.1', 'Node'],
    ['node-a', 'Node'],
  ])('is whoever has the address %s', (address, kind) => {
    expect(start({ address })?.kind).toBe(kind);
  });

  it('is the node that an exporter measured, by its address', () => {
    expect(start({ objects: [ref('Node', '192.168.0.1', null)] })).toEqual(ref('Node', 'node-a', null));
  });

  it('is the Ingress of the host that a probe asked', () => {
    const seen = situation(
      { ...world, ingresses: [ingress()] },
      { about: subject({ address: 'shop.example' }) },
    );

    expect(waysFrom(seen).to([toDeployment])?.path[0]?.kind).toBe('Ingress');
  });

  it('is the namespace when what is named does not exist', () => {
    expect(start({ objects: [ref('Deployment', 'nobody')], namespace: 'shop' })).toEqual(
      ref('Namespace', 'shop', null),
    );
  });

  it('proves nothing by the namespace: whatever is in it could be meant, and nothing says which', () => {
    const bond = (objects: readonly ObjectRef[]) => {
      const about = subject({ objects, namespace: 'shop' });
      return waysFrom(situation(world, { about })).to([toDeployment])?.bond;
    };

    expect(bond([toDeployment])).toBe('direct');
    expect(bond([ref('Deployment', 'nobody')])).toBe('general');
    expect(bond([])).toBe('general');
  });

  it('is the CronJob of a Job that is gone, and the Deployment of a ReplicaSet that is', () => {
    const about = (object: ObjectRef) => ({ about: subject({ objects: [object] }) });
    const nightly = situation({ cronjobs: [cronJob()] }, about(ref('Job', 'nightly-29')));
    const replaced = situation({ deployments: [checkout] }, about(ref('ReplicaSet', 'checkout-55c4')));

    expect(waysFrom(nightly).to([cronJob()])?.path).toEqual([ref('CronJob', 'nightly')]);
    expect(waysFrom(replaced).to([checkout])?.path).toEqual([toDeployment]);
  });

  it('is not a pod that has ended, though it had the address before another one', () => {
    const ended = pod({ name: 'migrate', ip: '10.1.0.7', phase: 'Succeeded' });
    const seen = situation({ ...world, pods: [ended, replica] }, { about: subject({ address: '10.1.0.7' }) });

    expect(waysFrom(seen).to([replica])?.path[0]?.name).toBe('checkout-a');
  });

  it('is nowhere when nothing is named: then nothing is far', () => {
    expect(waysFrom(situation(world)).known).toBe(false);
  });
});
