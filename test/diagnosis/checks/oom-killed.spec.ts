import { describe, expect, it } from 'vitest';
import { oomKilled } from '../../../src/diagnosis/checks/oom-killed.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { container, event, node, running, status, terminated, waiting } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

const checkout = deployment();
const revision = replicaSet(checkout);
const world = { deployments: [checkout], replicasets: [revision] };
const kill = terminated({ exitCode: 137, reason: 'OOMKilled', finishedAt: TAKEN - 5 * MINUTE });

const killed = (over: Partial<Parameters<typeof status>[0]> = {}) =>
  podOf(revision, {
    name: 'checkout-a',
    containers: [status({ restarts: 2, state: waiting('CrashLoopBackOff'), lastState: kill, ...over })],
  });

const findings = (pod: ReturnType<typeof killed>, more = {}) =>
  oomKilled.run(situation({ ...world, pods: [pod], ...more }));

describe('out of memory', () => {
  it('names the limit, and offers to raise it', () => {
    const [finding] = findings(killed(), {
      podusage: [
        { namespace: 'shop', name: 'checkout-a', uses: {}, containers: { app: { memory: 250 * 1024 ** 2 } } },
      ],
    });

    expect(finding).toMatchObject({
      sentence:
        'Container app of the pod of Deployment shop/checkout was killed for lack of memory at 03:02 UTC: its limit is 256Mi, 2 restarts in all',
      confidence: 'proven',
      help: { action: 'raise memory/CPU', text: 'Raise the memory limit of container app above 256Mi' },
    });
    expect(finding?.evidence[0]?.text).toContain('250Mi');
  });

  it('began with the first kill of a loop, of which only the last one is told', () => {
    const backOff = event(killed(), {
      reason: 'BackOff',
      firstAt: TAKEN - 40 * MINUTE,
      lastAt: TAKEN - MINUTE,
    });

    expect(findings(killed({ restarts: 9 }), { events: [backOff] })[0]?.changedAt).toBe(TAKEN - 40 * MINUTE);
    const again = killed({ restarts: 9, state: running(TAKEN - MINUTE) });
    expect(findings(again, { events: [backOff] })[0]?.changedAt).toBe(TAKEN - 5 * MINUTE);
  });

  it('is seen in the state as well as in the run before, also when the container runs again', () => {
    expect(findings(killed({ state: kill, lastState: null }))).toHaveLength(1);
    expect(findings(killed({ state: running(TAKEN - MINUTE), ready: true }))).toHaveLength(1);
  });

  it('is not guessed from exit code 137: any SIGKILL has it', () => {
    const error = terminated({ exitCode: 137, reason: 'Error' });

    expect(findings(killed({ lastState: error }))).toEqual([]);
  });

  it('is over after a day', () => {
    const old = terminated({ exitCode: 137, reason: 'OOMKilled', finishedAt: TAKEN - 48 * HOUR });

    expect(findings(killed({ state: running(), lastState: old }))).toEqual([]);
  });

  it('says that the node ran out when there is no limit', () => {
    const unlimited = podOf(revision, {
      spec: { containers: [container({ limits: {} })] },
      containers: [status({ restarts: 1, lastState: kill })],
    });
    const [finding] = findings(unlimited, {
      nodes: [node()],
      events: [event(node(), { reason: 'SystemOOM' })],
    });

    expect(finding?.sentence).toContain('it has no limit, so the node ran out');
    expect(finding?.evidence.at(-1)?.text).toContain('node-a was out of memory itself');
    expect(finding?.help).toBeNull();
  });
});
