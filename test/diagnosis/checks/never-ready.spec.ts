import { describe, expect, it } from 'vitest';
import { neverReady } from '../../../src/diagnosis/checks/never-ready.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { condition, container, event, node, probe, status, waiting } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

const checkout = deployment();
const revision = replicaSet(checkout);
const world = { deployments: [checkout], replicasets: [revision] };

const unready = (since: number, over: Parameters<typeof podOf>[1] = {}) =>
  podOf(revision, {
    name: 'checkout-a',
    createdAt: TAKEN - HOUR,
    conditions: [condition('Ready', 'False', { changedAt: since })],
    spec: { containers: [container({ readiness: probe() })] },
    containers: [status({ ready: false })],
    ...over,
  });

const findings = (pod: ReturnType<typeof unready>, more = {}) =>
  neverReady.run(situation({ ...world, pods: [pod], ...more }));

describe('not ready', () => {
  it('names the failing probe', () => {
    const pod = unready(TAKEN - 10 * MINUTE);
    const unhealthy = event(pod, {
      reason: 'Unhealthy',
      message: 'Readiness probe failed: HTTP probe failed with statuscode: 404',
    });

    const [finding] = findings(pod, { events: [unhealthy] });

    expect(finding).toMatchObject({
      sentence:
        'Container app of the pod of Deployment shop/checkout runs and is not ready since 02:57 UTC: its readiness probe fails: HTTP probe failed with statuscode: 404',
      layer: 'mechanism',
      changedAt: TAKEN - 10 * MINUTE,
    });
  });

  it('says so when it was never ready at all', () => {
    expect(findings(unready(TAKEN - HOUR))[0]?.sentence).toContain(
      'was never ready since it started at 02:07 UTC',
    );
  });

  it('finds a probe that asks a port by a name that the container does not have', () => {
    const asks = (port: string) => ({
      spec: {
        containers: [
          container({
            ports: [{ name: 'http', port: 8080, protocol: 'TCP', hostPort: null }],
            readiness: probe({ port }),
          }),
        ],
      },
    });

    expect(findings(unready(TAKEN - HOUR, asks('web')))[0]?.sentence).toContain('asks port web');
    expect(findings(unready(TAKEN - HOUR, asks('http')))[0]?.sentence).not.toContain('asks port');
    // A number that is not listed may well be listened on.
    expect(findings(unready(TAKEN - HOUR, asks('9999')))[0]?.sentence).not.toContain('asks port');
  });

  it('gives a pod the time that its probes allow for starting', () => {
    const slow = {
      spec: { containers: [container({ startup: probe({ failures: 60 }), readiness: probe() })] },
    };

    expect(findings(unready(TAKEN - MINUTE))).toEqual([]);
    expect(findings(unready(TAKEN - 10 * MINUTE, slow))).toEqual([]);
    expect(findings(unready(TAKEN - 20 * MINUTE, slow))).toHaveLength(1);
  });

  it('leaves pods of a node that is away to the node: their containers stay ready', () => {
    const away = node({ conditions: [condition('Ready', 'Unknown')] });

    expect(findings(unready(TAKEN - HOUR), { nodes: [away] })).toEqual([]);
    expect(findings(unready(TAKEN - HOUR), { nodes: [node()] })).toHaveLength(1);
  });

  it('is no finding for a container that waits or crashes', () => {
    const waits = { containers: [status({ ready: false, state: waiting('CrashLoopBackOff') })] };

    expect(findings(unready(TAKEN - HOUR, waits))).toEqual([]);
  });
});
