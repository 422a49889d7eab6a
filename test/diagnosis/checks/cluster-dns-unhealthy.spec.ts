import { describe, expect, it } from 'vitest';
import { clusterDnsUnhealthy } from '../../../src/diagnosis/checks/cluster-dns-unhealthy.ts';
import { rolloutCorrelation } from '../../../src/diagnosis/checks/rollout-correlation.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import type { Pod } from '../../../src/domain/cluster/pod.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { ONSET, situation, subject, TAKEN, view } from '../../builders/cluster.ts';
import {
  coredns,
  crashingDnsPod as crashing,
  dns,
  dnsLabels as labels,
  dnsPod as member,
  DNS_NAMESPACE as namespace,
  dnsPort as port,
  dnsWorld as world,
} from '../../builders/cluster-dns.ts';
import { configMap, service, slice } from '../../builders/cluster-network.ts';
import { condition, node, running, status, terminated, waiting } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet, template } from '../../builders/cluster-workloads.ts';

const well = [member('coredns-a'), member('coredns-b', { node: 'node-b' })];

const run = (pods: readonly Pod[], over: Partial<ClusterView> = {}) =>
  clusterDnsUnhealthy.run(situation(world(pods, over)));

describe('a DNS of the cluster that answers nobody', () => {
  it('is named with what its pods suffer from, since when, and where to look', () => {
    const [finding, ...more] = run([crashing('coredns-a'), crashing('coredns-b', TAKEN - 8 * MINUTE)]);

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      object: { kind: 'Service', namespace, name: 'kube-dns' },
      sentence:
        'The cluster’s DNS (Service kube-system/kube-dns) answers nobody since 02:59 UTC: none of its 2 pods is ready (container app crashes with exit code 1); pods can not resolve names',
      confidence: 'proven',
      severity: 'critical',
      layer: 'cause',
      changedAt: TAKEN - 8 * MINUTE,
    });
    expect(finding?.lookNext).toContain('/incident logs pod/coredns-a -n kube-system --previous');
  });

  it('is silent since its pods began to end, not since they were ready for a moment', () => {
    const flapping = crashing('coredns-a', TAKEN - 2 * MINUTE);

    // Six restarts take five minutes and more of pauses.
    expect(run([flapping])[0]?.changedAt).toBeLessThan(TAKEN - 5 * MINUTE);
  });

  it('goes by its label under any other name, but not by a Service for metrics', () => {
    const other = service({ ...dns, name: 'coredns', uid: 'other' });
    const metrics = service({ ...dns, name: 'dns-metrics', ports: [{ ...port, port: 9153 }] });
    const dead = [crashing('coredns-a')];

    expect(run(dead, { services: [other], endpointslices: [slice(other, dead)] })[0]?.object.name).toBe(
      'coredns',
    );
    expect(run(dead, { services: [metrics], endpointslices: [slice(metrics, dead)] })).toEqual([]);
    const elsewhere = service({ ...dns, namespace: 'shop' });
    const theirs = [crashing('a', ONSET, { namespace: 'shop' })];
    expect(run(theirs, { services: [elsewhere], endpointslices: [slice(elsewhere, theirs)] })).toEqual([]);
  });

  it('is a symptom where its nodes, its start or a rollout are to blame, so that it stands under these', () => {
    const lost = node({ conditions: [condition('Ready', 'Unknown')] });
    const away = member('coredns-a', { conditions: [condition('Ready', 'False', { changedAt: ONSET })] });
    const pending = member('coredns-a', {
      phase: 'Pending',
      conditions: [condition('Ready', 'False', { changedAt: ONSET })],
      containers: [status({ ready: false, state: waiting('ImagePullBackOff') })],
    });
    const before = replicaSet(coredns, {
      name: 'coredns-old',
      template: template({}, labels),
      createdAt: TAKEN - 48 * HOUR,
    });
    const fresh = replicaSet(coredns, { revision: 2, createdAt: ONSET - 4 * MINUTE });

    expect(run([away], { nodes: [lost] })[0]?.layer).toBe('symptom');
    expect(run([pending])[0]?.layer).toBe('symptom');
    expect(run([crashing('coredns-a')], { replicasets: [before, fresh] })[0]?.layer).toBe('symptom');
  });

  it('has no pods although they are wanted', () => {
    expect(run([])[0]).toMatchObject({
      sentence: expect.stringContaining('Deployment kube-system/coredns wants 2 pods and has none'),
      layer: 'symptom',
    });
  });

  it('counts those whose last words are that nobody answered, and reaches them directly', () => {
    const shop = replicaSet(deployment({ namespace: 'shop' }));
    const says = (name: string, message: string, finishedAt = TAKEN - 2 * MINUTE) =>
      podOf(shop, { name, containers: [status({ lastState: terminated({ message, finishedAt }) })] });
    const pods = [
      crashing('coredns-a'),
      says('go', 'dial tcp: lookup orders-db on 10.96.0.10:53: read udp: i/o timeout'),
      says('node', 'Error: getaddrinfo EAI_AGAIN orders-db'),
      says('libc', 'psql: Temporary failure in name resolution'),
      says('unknown-name', 'dial tcp: lookup orders-db on 10.96.0.10:53: no such host'),
      says('long-ago', 'getaddrinfo EAI_AGAIN orders-db', TAKEN - HOUR),
    ];
    const [finding] = run(pods, { endpointslices: [slice(dns, pods.slice(0, 1))] });

    expect(finding?.affects.filter(({ namespace: of }) => of === 'shop').map(({ name }) => name)).toEqual([
      'go',
      'node',
      'libc',
    ]);
    expect(finding?.sentence).toMatch(/; the last words of 3 of them tell so$/);
  });
});

describe('pods of the DNS that end again and again while others answer', () => {
  it('make names fail now and then, which is less sure', () => {
    const killed = member('coredns-a', {
      containers: [
        status({
          restarts: 1,
          state: running(TAKEN - 3 * MINUTE),
          lastState: terminated({ exitCode: 137, reason: 'OOMKilled', finishedAt: TAKEN - 4 * MINUTE }),
        }),
      ],
    });

    expect(run([killed, member('coredns-b')])[0]).toMatchObject({
      sentence:
        'Pods of the cluster’s DNS (Service kube-system/kube-dns) end again and again since 03:03 UTC, 1 of 2 (container app was killed for lack of memory); for pods that ask them, names fail now and then',
      confidence: 'consistent',
      severity: 'high',
    });
  });

  it('are neither one restart, nor an end that is long over', () => {
    const once = (over: Parameters<typeof terminated>[0], restarts: number) =>
      member('coredns-a', { containers: [status({ restarts, lastState: terminated(over) })] });

    expect(run([once({ exitCode: 1, finishedAt: TAKEN - MINUTE }, 1), member('coredns-b')])).toEqual([]);
    expect(run([once({ exitCode: 0, reason: 'Completed' }, 9), member('coredns-b')])).toEqual([]);
    expect(
      run([once({ reason: 'OOMKilled', finishedAt: TAKEN - 2 * HOUR }, 9), member('coredns-b')]),
    ).toEqual([]);
  });
});

describe('a DNS that is well', () => {
  it('has an endpoint that is ready, also when another is not', () => {
    const away = member('coredns-b', { conditions: [condition('Ready', 'False')] });

    expect(run(well)).toEqual([]);
    expect(run([well[0] as Pod, away])).toEqual([]);
  });

  it('may be replaced, which takes some seconds', () => {
    const starting = (since: Instant) =>
      run([member('coredns-a', { conditions: [condition('Ready', 'False', { changedAt: since })] })]);

    expect(starting(TAKEN - 20 * SECOND)).toEqual([]);
    expect(starting(TAKEN - 2 * MINUTE)).toHaveLength(1);
  });

  it('may be scaled to 0 for long, because something else answers; not shortly before the alert', () => {
    const scaled = (at: Instant) =>
      deployment({
        ...coredns,
        replicas: 0,
        managers: [
          { name: 'kubectl', operation: 'Update', subresource: 'scale', at, paths: ['spec.replicas'] },
        ],
      });

    expect(run([], { deployments: [scaled(TAKEN - 90 * 24 * HOUR)] })).toEqual([]);
    expect(run([], { deployments: [deployment({ ...coredns, replicas: 0 })] })).toEqual([]);
    expect(run([], { deployments: [] })).toEqual([]);
    expect(run([], { deployments: [scaled(ONSET - 2 * MINUTE)] })[0]?.sentence).toContain('is scaled to 0');
  });

  it('is not called dead because pods or slices could not be read', () => {
    const gap = (kind: 'pods' | 'endpointslices') =>
      [{ kind, namespace, why: 'forbidden', sentence: '' }] as const;

    expect(run([], { gaps: gap('pods') })).toEqual([]);
    expect(run(well, { endpointslices: [], gaps: gap('endpointslices') })).toEqual([]);
  });
});

describe('an edit of what the DNS reads', () => {
  const edited = (at: Instant) =>
    configMap({
      namespace,
      name: 'coredns',
      keys: ['Corefile'],
      managers: [
        { name: 'kubectl-edit', operation: 'Update', subresource: null, at, paths: ['data.Corefile'] },
      ],
    });

  it('is suspect for a day before the alert, and told by this check alone', () => {
    const seen = world(well, { configmaps: [edited(ONSET - 11 * MINUTE)] });
    const [finding, ...more] = clusterDnsUnhealthy.run(situation(seen));

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      object: { kind: 'ConfigMap', name: 'coredns' },
      sentence:
        'ConfigMap kube-system/coredns, by which the cluster’s DNS (Deployment kube-system/coredns) answers, was changed by kubectl-edit at 02:50 UTC, 11 min before the alert',
      confidence: 'consistent',
      layer: 'cause',
      severity: 'high',
    });
    expect(rolloutCorrelation.run(situation(seen))).toEqual([]);
    expect(run(well, { configmaps: [edited(ONSET - 25 * HOUR)] })).toEqual([]);
  });

  it('is the cause above a DNS that fails since', () => {
    const dead = [crashing('coredns-a', ONSET - 8 * MINUTE)];
    const seen = view(world(dead, { configmaps: [edited(ONSET - 11 * MINUTE)] }));
    const about = subject({ objects: [{ kind: 'Deployment', namespace, name: 'coredns' }] });

    const [first] = diagnose({ view: seen, subject: about, onset: ONSET }).findings;

    expect(first).toMatchObject({ check: 'cluster-dns-unhealthy', object: { kind: 'ConfigMap' } });
    expect(first?.explains.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['cluster-dns-unhealthy', 'crash-loop', 'no-ready-endpoints']),
    );
  });
});
