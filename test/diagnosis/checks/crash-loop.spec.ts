import { describe, expect, it } from 'vitest';
import { crashLoop } from '../../../src/diagnosis/checks/crash-loop.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { condition, event, pod, running, status, terminated, waiting } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

const checkout = deployment({ conditions: [] });
const revision = replicaSet(checkout);
const world = { deployments: [checkout], replicasets: [revision] };

const brief = terminated({ startedAt: TAKEN - 70 * SECOND, finishedAt: TAKEN - 60 * SECOND, exitCode: 3 });
const looping = status({ ready: false, restarts: 4, state: waiting('CrashLoopBackOff'), lastState: brief });

const crashing = (over: Partial<Parameters<typeof status>[0]> = {}, name = 'checkout-a') =>
  podOf(revision, {
    name,
    createdAt: TAKEN - 10 * MINUTE,
    conditions: [condition('Ready', 'False')],
    containers: [{ ...looping, ...over }],
  });

const findings = (...pods: ReturnType<typeof crashing>[]) => crashLoop.run(situation({ ...world, pods }));

describe('crash loop', () => {
  it('is told once for all pods of a workload, with how often and how they end', () => {
    const [finding, ...more] = findings(
      crashing(),
      crashing({}, 'checkout-b'),
      podOf(revision, { name: 'c' }),
    );

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      object: { kind: 'Deployment', namespace: 'shop', name: 'checkout' },
      confidence: 'proven',
      layer: 'mechanism',
      lookNext: [
        '/incident logs pod/checkout-a -n shop -c app --previous',
        '/incident rollout deployment/checkout -n shop',
      ],
    });
    expect(finding?.sentence).toMatch(
      /^Container app of 2 of 3 pods of Deployment shop\/checkout crashes again and again since 02:57 UTC, 8 times so far, with exit code 3$/,
    );
  });

  it.each([
    ['waits in back-off', { state: waiting('CrashLoopBackOff') }],
    ['has just ended again: for some seconds it neither waits nor runs', { state: brief }],
    ['runs for a moment between two ends', { state: running(TAKEN - 2 * SECOND) }],
  ])('is seen when the container %s', (_, over) => {
    expect(findings(crashing(over))).toHaveLength(1);
  });

  it('is seen on a pod that is Ready for the moments when it runs', () => {
    const ready = {
      ...crashing({ state: running(TAKEN - SECOND) }),
      conditions: [condition('Ready', 'True')],
    };

    expect(findings(ready)).toHaveLength(1);
  });

  it.each([
    ['listen tcp :8080: bind: address already in use', 'its port is in use'],
    ['open /etc/app/config.yaml: no such file or directory', 'a file is missing'],
    ['mkdir /data: permission denied', 'it lacks a permission'],
    ['dial tcp 10.0.0.1:5432: connect: connection refused', 'something that it needs can not be reached'],
    ['lookup orders-db: no such host', 'a name can not be resolved'],
    ['exec /app: exec format error', 'its image is made for another architecture'],
    ['panic: boom', '“panic: boom”'],
  ])('is classed by the last words: %s', (message, telling) => {
    expect(findings(crashing({ lastState: { ...brief, message } as typeof brief }))[0]?.sentence).toContain(
      telling,
    );
  });

  it('is dated by the first back-off that the kubelet told of', () => {
    const sick = crashing();
    const told = event(sick, { reason: 'BackOff', firstAt: TAKEN - 9 * MINUTE });

    const [finding] = crashLoop.run(situation({ ...world, pods: [sick], events: [told] }));

    expect(finding?.changedAt).toBe(TAKEN - 9 * MINUTE);
  });

  it('is at least as old as its pauses', () => {
    const old = { ...crashing({ restarts: 1000 }), createdAt: TAKEN - 240 * HOUR };

    expect(findings(old)[0]?.changedAt).toBeLessThan(TAKEN - 72 * HOUR);
  });

  it('is at least as old as the loss of readiness', () => {
    const lost = condition('Ready', 'False', { changedAt: TAKEN - 20 * MINUTE });
    const old = { ...crashing(), createdAt: TAKEN - 240 * HOUR, conditions: [lost] };

    expect(findings(old)[0]?.changedAt).toBe(TAKEN - 20 * MINUTE);
  });

  it('is none for a healthy pod, one that restarted long ago, or one restart', () => {
    const overcome = terminated({ startedAt: TAKEN - 24 * HOUR - MINUTE, finishedAt: TAKEN - 24 * HOUR });
    const long = terminated({ startedAt: TAKEN - 48 * HOUR, finishedAt: TAKEN - MINUTE });

    expect(findings(podOf(revision))).toEqual([]);
    expect(findings(crashing({ state: running(), restarts: 5, lastState: overcome }))).toEqual([]);
    expect(findings(crashing({ state: running(), restarts: 5, lastState: long }))).toEqual([]);
    expect(findings(crashing({ state: running(), restarts: 1 }))).toEqual([]);
  });

  it('is left to the checks that know better: out of memory, and killed for a probe', () => {
    const killed = crashing({ lastState: { ...brief, exitCode: 137 } as typeof brief });
    const byProbe = event(killed, {
      type: 'Normal',
      reason: 'Killing',
      message: 'Container app failed liveness probe, will be restarted',
    });

    expect(findings(crashing({ lastState: { ...brief, reason: 'OOMKilled' } as typeof brief }))).toEqual([]);
    // The kubelet stops counting such events after some.
    const stale = { ...byProbe, lastAt: TAKEN - 9 * MINUTE };

    expect(crashLoop.run(situation({ ...world, pods: [killed], events: [byProbe] }))).toEqual([]);
    expect(crashLoop.run(situation({ ...world, pods: [killed], events: [stale] }))).toEqual([]);
    expect(crashLoop.run(situation({ ...world, pods: [crashing()], events: [stale] }))).toHaveLength(1);
    expect(crashLoop.run(situation({ ...world, pods: [killed] }))).toHaveLength(1);
  });

  it('is none for pods that have ended or are going', () => {
    const { containers } = crashing();

    expect(findings(pod({ phase: 'Failed', containers }))).toEqual([]);
    expect(findings(pod({ deletionAt: TAKEN, containers }))).toEqual([]);
  });
});
