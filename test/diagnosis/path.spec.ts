import { describe, expect, it } from 'vitest';
import { waysFrom } from '../../src/diagnosis/path.ts';
import type { WebhookConfiguration } from '../../src/domain/cluster/admission.ts';
import type { ObjectRef } from '../../src/domain/cluster/object-ref.ts';
import { meta, ownedBy, situation, subject } from '../builders/cluster.ts';
import { claim, configMap, ingress, service } from '../builders/cluster-network.ts';
import { container, node, pod, podSpec } from '../builders/cluster-pods.ts';
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
const way = (to: ObjectRef, from: ObjectRef, over: Parameters<typeof situation>[0] = {}) => {
  const about = subject({ objects: [from], namespace: from.namespace });
  const found = waysFrom(situation({ ...world, ...over }, { about })).to([to]);
  return found && { names: found.path.map(({ kind, name }) => `${kind} ${name}`).join(' > '), ...found };
};

const toDeployment = ref('Deployment', 'checkout');

describe('a way from what an alert is about', () => {
  it('is nothing to go for the object itself, and for what it consists of', () => {
    expect(way(toDeployment, toDeployment)).toMatchObject({ names: 'Deployment checkout', cost: 0 });
    expect(way(ref('Pod', 'checkout-a'), toDeployment)).toMatchObject({
      names: 'Deployment checkout > ReplicaSet checkout-7d9f > Pod checkout-a',
      cost: 0,
    });
    expect(way(toDeployment, ref('Pod', 'checkout-a'))?.cost).toBe(0);
  });

  it('leads to the node, the Service and what is mounted in one step', () => {
    const volumes = [
      { name: 'a', kind: 'Claim', source: 'data' } as const,
      { name: 'b', kind: 'ConfigMap', source: 'settings', optional: false, keys: [] } as const,
    ];
    const mounts = { pods: [{ ...replica, spec: podSpec({ volumes, priorityClass: 'high' }) }] };

    expect(way(ref('Node', 'node-a', null), toDeployment)?.cost).toBe(1);
    expect(way(ref('Service', 'checkout'), toDeployment)?.cost).toBe(1);
    expect(way(ref('PersistentVolumeClaim', 'data'), toDeployment, mounts)?.cost).toBe(1);
    expect(way(ref('ConfigMap', 'settings'), toDeployment, mounts)?.cost).toBe(1);
    expect(way(ref('PriorityClass', 'high', null), toDeployment, mounts)?.cost).toBe(1);
  });

  it('leads from an Ingress over its Services to their pods, and from a Service to the Ingress', () => {
    const ingresses = [ingress()];

    expect(way(toDeployment, ref('Ingress', 'shop'), { ingresses })?.names).toBe(
      'Ingress shop > Service checkout > Pod checkout-a > ReplicaSet checkout-7d9f > Deployment checkout',
    );
    expect(way(ref('Ingress', 'shop'), ref('Service', 'checkout'), { ingresses })?.cost).toBe(1);
  });

  it('leads to a Service that the environment names, and on to whoever is behind it', () => {
    const db = statefulSet();
    const reads = (name: string, value: string) => ({
      statefulsets: [db],
      services: [front, service({ name: 'orders-db', selector: { app: 'orders-db' } })],
      deployments: [
        deployment({
          template: {
            ...checkout.template,
            spec: podSpec({ containers: [container({ env: [{ name, value, from: null }] })] }),
          },
        }),
      ],
      pods: [pod({ name: 'orders-db-0', owner: ownedBy(db), labels: { app: 'orders-db' } })],
    });
    const cost = (name: string, value: string) =>
      way(ref('StatefulSet', 'orders-db'), toDeployment, reads(name, value))?.cost;

    expect(cost('DB_HOST', 'orders-db')).toBe(3);
    expect(cost('DB', 'postgres://[redacted]@orders-db.shop.svc.cluster.local:5432/orders')).toBe(3);
    // Only a neighbour: the words of a setting are no address, and another namespace has no such Service.
    expect(cost('GREETING', 'orders-db')).toBe(6);
    expect(cost('DB_HOST', 'orders-db.pay')).toBe(6);
  });

  it("leads to webhooks that may block, definitions and the cluster's own workloads, at a price", () => {
    const hook = (name: string, failurePolicy: 'Fail' | 'Ignore') =>
      ({
        ...meta('ValidatingWebhookConfiguration', { name }, false),
        webhooks: [{ failurePolicy, service: { namespace: 'guard', name: 'guard', port: 443 } }],
      }) as unknown as WebhookConfiguration;
    const over = {
      webhookconfigurations: [hook('closed', 'Fail'), hook('open', 'Ignore')],
      daemonsets: [daemonSet(), daemonSet({ namespace: 'logging', name: 'logs' })],
    };

    expect(way(ref('ValidatingWebhookConfiguration', 'closed', null), toDeployment, over)).toMatchObject({
      names: 'Deployment checkout > ValidatingWebhookConfiguration closed',
      cost: 3,
      bond: 'general',
    });
    // A way is as good as its worst step.
    expect(way(ref('Service', 'guard', 'guard'), toDeployment, over)).toMatchObject({
      cost: 4,
      bond: 'general',
    });
    expect(way(ref('ValidatingWebhookConfiguration', 'open', null), toDeployment, over)).toBeNull();
    expect(way(ref('DaemonSet', 'aws-node', 'kube-system'), toDeployment, over)?.cost).toBe(3);
    expect(way(ref('DaemonSet', 'logs', 'logging'), toDeployment, over)).toBeNull();
  });

  it('knows a CNI by what it installs on nodes, wherever it lives', () => {
    const installs = podSpec({ volumes: [{ name: 'cni', kind: 'HostPath', source: '/etc/cni/net.d' }] });
    const calico = daemonSet({
      namespace: 'calico-system',
      name: 'calico-node',
      template: { labels: {}, annotations: {}, spec: installs },
    });

    expect(
      way(ref('DaemonSet', 'calico-node', 'calico-system'), toDeployment, { daemonsets: [calico] })?.cost,
    ).toBe(3);
  });

  it('makes only neighbours of what shares the namespace', () => {
    const over = {
      deployments: [checkout, deployment({ name: 'cart' })],
      configmaps: [configMap({ name: 'banner' })],
    };

    expect(way(ref('Deployment', 'cart'), toDeployment, over)).toMatchObject({ bond: 'neighbour', cost: 6 });
    expect(way(ref('ConfigMap', 'banner'), toDeployment, over)?.bond).toBe('neighbour');
    expect(way(ref('Namespace', 'shop', null), toDeployment, over)?.bond).toBe('direct');
  });

  it('does not go on over a node or an Ingress that two only share', () => {
    const other = deployment({ name: 'report', namespace: 'batch' });
    const run = replicaSet(other);
    const elsewhere = podOf(run, { name: 'report-a', labels: { app: 'report' } });
    const over = { deployments: [checkout, other], replicasets: [set, run], pods: [replica, elsewhere] };

    expect(way(ref('Deployment', 'report', 'batch'), toDeployment, over)).toBeNull();
    expect(way(ref('Deployment', 'report', 'batch'), ref('Node', 'node-a', null), over)?.cost).toBe(2);
  });

  it('makes only guests of the pods on a node, except those that serve the node', () => {
    const cni = pod({ namespace: 'kube-system', name: 'aws-node-a', owner: ownedBy(daemonSet()) });
    const over = { pods: [replica, cni], daemonsets: [daemonSet()] };
    const onNode = ref('Node', 'node-a', null);

    expect(way(ref('Pod', 'checkout-a'), onNode, over)?.bond).toBe('neighbour');
    expect(way(ref('Pod', 'aws-node-a', 'kube-system'), onNode, over)).toMatchObject({
      bond: 'direct',
      cost: 1,
    });
  });

  it('does not take a static pod and its node for one thing, though the node owns it', () => {
    const mirror = pod({ namespace: 'kube-system', name: 'proxy-a', owner: ownedBy(node()) });

    expect(
      way(ref('Node', 'node-a', null), ref('Pod', 'proxy-a', 'kube-system'), { pods: [mirror] })?.cost,
    ).toBe(1);
  });

  it('does not go from one node to all others over a DaemonSet', () => {
    const cni = daemonSet();
    const everywhere = ['node-a', 'node-b'].map((name) =>
      pod({ namespace: 'kube-system', name: `aws-${name}`, owner: ownedBy(cni), node: name }),
    );

    expect(
      way(ref('Node', 'node-b', null), toDeployment, { daemonsets: [cni], pods: [replica, ...everywhere] }),
    ).toBeNull();
  });

  it('goes from a claim to the pods that mount it, and from a Job to its CronJob', () => {
    const db = pod({ name: 'db-0', spec: { volumes: [{ name: 'd', kind: 'Claim', source: 'data' }] } });
    const nightly = cronJob();
    const run = job({ owner: ownedBy(nightly) });
    const over = { pods: [db], persistentvolumeclaims: [claim()], cronjobs: [nightly], jobs: [run] };

    expect(way(ref('Pod', 'db-0'), ref('PersistentVolumeClaim', 'data'), over)?.cost).toBe(1);
    expect(way(ref('CronJob', 'nightly'), ref('Job', 'nightly-29'), over)?.cost).toBe(0);
  });

  it('takes the nearest of several objects', () => {
    const about = subject({ objects: [toDeployment] });
    const ways = waysFrom(situation(world, { about }));

    expect(ways.to([ref('Node', 'node-a', null), ref('Pod', 'checkout-a')])?.cost).toBe(0);
  });
});
