import { describe, expect, it } from 'vitest';
import { livenessKilled } from '../../../src/diagnosis/checks/liveness-killed.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { container, event, probe, running, status, terminated } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

const checkout = deployment();
const revision = replicaSet(checkout);
const world = { deployments: [checkout], replicasets: [revision] };

const ended = (ran: number) =>
  terminated({ exitCode: 137, startedAt: TAKEN - MINUTE - ran, finishedAt: TAKEN - MINUTE });

const killed = (ran: number, over: Partial<Parameters<typeof container>[0]> = {}) =>
  podOf(revision, {
    name: 'checkout-a',
    spec: { containers: [container({ liveness: probe({ initialDelay: 5 }), ...over })] },
    containers: [status({ restarts: 3, state: running(TAKEN - 50 * SECOND), lastState: ended(ran) })],
  });

const killing = (
  of: ReturnType<typeof killed>,
  message = 'Container app failed liveness probe, will be restarted',
) => event(of, { type: 'Normal', reason: 'Killing', message, count: 3, firstAt: TAKEN - 10 * MINUTE });

const findings = (pod: ReturnType<typeof killed>, events = [killing(pod)]) =>
  livenessKilled.run(situation({ ...world, pods: [pod], events }));

describe('killed by its own probe', () => {
  it('reckons what the probe allows, when no run lasted longer', () => {
    const [finding] = findings(killed(60 * SECOND));

    expect(finding).toMatchObject({
      sentence:
        'Container app of the pod of Deployment shop/checkout is killed by its own liveness probe since 02:57 UTC, 3 restarts so far: it may take 35 s to start, and has no startup probe',
      confidence: 'proven',
      layer: 'mechanism',
      changedAt: TAKEN - 10 * MINUTE,
    });
    expect(finding?.evidence[0]?.text).toContain('3 failures in a row, so 35 s');
  });

  it('does not blame the start when it ran for long, or has a startup probe', () => {
    expect(findings(killed(3 * HOUR))[0]?.sentence).not.toContain('to start');
    expect(findings(killed(60 * SECOND, { startup: probe() }))[0]?.sentence).not.toContain('to start');
  });

  it('tells a startup probe from a liveness probe', () => {
    const pod = killed(60 * SECOND, { startup: probe() });

    const [finding] = findings(pod, [killing(pod, 'Container app failed startup probe, will be restarted')]);

    expect(finding?.sentence).toContain('its own startup probe');
  });

  it('is not guessed from exit code 137: only the event says that it was a probe', () => {
    expect(findings(killed(60 * SECOND), [])).toEqual([]);
    expect(findings(killed(60 * SECOND), [killing(killed(1), 'Stopping container app')])).toEqual([]);
  });

  it("is another container's when the event names another", () => {
    const pod = killed(60 * SECOND);

    expect(findings(pod, [killing(pod, 'Container proxy failed liveness probe, will be restarted')])).toEqual(
      [],
    );
  });
});
