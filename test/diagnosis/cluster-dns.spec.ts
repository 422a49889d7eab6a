import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { ClusterView } from '../../src/domain/cluster/cluster-view.ts';
import type { Pod } from '../../src/domain/cluster/pod.ts';
import { HOUR, MINUTE } from '../../src/domain/instant.ts';
import { ONSET, subject, TAKEN, view } from '../builders/cluster.ts';
import {
  coredns,
  crashingDnsPod as crashing,
  dns,
  corednsSet as set,
  dnsWorld as world,
} from '../builders/cluster-dns.ts';
import { slice } from '../builders/cluster-network.ts';
import { condition, status, terminated, waiting } from '../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../builders/cluster-workloads.ts';

describe('an application while the DNS is away', () => {
  const shop = deployment({ namespace: 'shop', replicas: 1 });
  const sets = [set, replicaSet(shop)];
  const failing = (over: Parameters<typeof podOf>[1] = {}) =>
    podOf(sets[1] as (typeof sets)[number], {
      createdAt: TAKEN - 48 * HOUR,
      conditions: [condition('Ready', 'False', { changedAt: TAKEN - 5 * MINUTE })],
      containers: [status({ ready: false })],
      ...over,
    });
  const about = subject({ objects: [{ kind: 'Deployment', namespace: 'shop', name: 'checkout' }] });
  const report = (of: Pod, dead: readonly Pod[] = [crashing('coredns-a')], over: Partial<ClusterView> = {}) =>
    diagnose({
      view: view(
        world([...dead, of], {
          deployments: [coredns, shop],
          replicasets: sets,
          endpointslices: [slice(dns, dead)],
          ...over,
        }),
      ),
      subject: about,
      onset: ONSET,
    }).findings;

  it('fails because of it when it began after it: its trouble stands under the DNS, which is not proven', () => {
    const [first] = report(failing());

    expect(first).toMatchObject({ check: 'cluster-dns-unhealthy', confidence: 'consistent' });
    expect(first?.explains.map(({ check, object }) => `${check} ${object.name}`)).toEqual(
      expect.arrayContaining(['never-ready checkout', 'crash-loop coredns', 'no-ready-endpoints kube-dns']),
    );
  });

  it('is proven to fail because of it when its last words tell so', () => {
    const lastState = terminated({ message: 'getaddrinfo EAI_AGAIN orders-db' });
    const containers = [status({ ready: false, restarts: 4, state: waiting('CrashLoopBackOff'), lastState })];

    expect(report(failing({ containers }))[0]).toMatchObject({
      check: 'cluster-dns-unhealthy',
      confidence: 'proven',
    });
  });

  it('has its own trouble when that began before, is of memory, or when it asks the DNS of its node', () => {
    const early = failing({ conditions: [condition('Ready', 'False', { changedAt: TAKEN - 15 * MINUTE })] });
    const killed = failing({
      containers: [
        status({
          ready: false,
          restarts: 3,
          state: waiting('CrashLoopBackOff'),
          lastState: terminated({ reason: 'OOMKilled', exitCode: 137 }),
        }),
      ],
    });
    const host = failing({ spec: { hostNetwork: true } });

    for (const pod of [early, killed, host]) {
      expect(report(pod)[0]?.object.name).toBe('checkout');
    }
  });

  it('keeps a nearer cause that is proven above it', () => {
    const missing = failing({
      phase: 'Pending',
      createdAt: TAKEN - 5 * MINUTE,
      containers: [status({ ready: false, state: waiting('ContainerCreating') })],
      spec: {
        volumes: [{ name: 'v', kind: 'ConfigMap', source: 'absent', optional: false, keys: [] }],
      },
    });

    expect(report(missing)[0]?.check).toBe('missing-reference');
  });

  it('is not put under a DNS that is without pods on purpose, or went away hours ago', () => {
    const none = deployment({ ...coredns, replicas: 0 });
    const old = [crashing('coredns-a', TAKEN - 3 * HOUR)];

    expect(report(failing(), [], { deployments: [none, shop] })[0]?.object.name).toBe('checkout');
    expect(report(failing(), old)[0]?.object.name).toBe('checkout');
  });
});
