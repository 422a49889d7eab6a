import { describe, expect, it } from 'vitest';
import { rolloutStalled } from '../../../src/diagnosis/checks/rollout-stalled.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { condition, container, status, terminated, waiting } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet, template } from '../../builders/cluster-workloads.ts';

const BEGAN = TAKEN - 20 * MINUTE;
const exceeded = condition('Progressing', 'False', {
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "checkout-55c4" has timed out progressing.',
});
const progressing = condition('Progressing', 'True', { reason: 'ReplicaSetUpdated' });
const complete = condition('Progressing', 'True', { reason: 'NewReplicaSetAvailable' });

const next = template({ containers: [container({ image: 'registry.local/shop/checkout:2.0' })] });

const rolling = (over: Parameters<typeof deployment>[0] = {}) =>
  deployment({ template: next, updatedReplicas: 1, availableReplicas: 3, conditions: [exceeded], ...over });

const crashing = status({
  ready: false,
  restarts: 5,
  state: waiting('CrashLoopBackOff'),
  lastState: terminated(),
});

const run = (checkout = rolling()) => {
  const old = replicaSet(checkout, { template: template(), revision: 4, createdAt: TAKEN - 48 * HOUR });
  const fresh = replicaSet(checkout, {
    name: 'checkout-55c4',
    template: next,
    revision: 5,
    createdAt: BEGAN,
  });
  const pods = [
    podOf(old, { name: 'old-a' }),
    podOf(old, { name: 'old-b' }),
    podOf(fresh, { name: 'new-a', conditions: [condition('Ready', 'False')], containers: [crashing] }),
  ];
  return rolloutStalled.run(situation({ deployments: [checkout], replicasets: [old, fresh], pods }));
};

describe('a rollout that stands still', () => {
  it('is told with what its new pods suffer from, what it changed, and the way back', () => {
    const [finding] = run();

    expect(finding).toMatchObject({
      sentence:
        'The rollout of Deployment shop/checkout that began at 02:47 UTC stands still: 1 of 3 pods are new, 0 of them ready; container app crashes with exit code 1',
      layer: 'symptom',
      confidence: 'proven',
      changedAt: BEGAN,
      affects: [{ kind: 'Pod', name: 'new-a' }],
      help: {
        action: 'rollout undo',
        target: { kind: 'Deployment', name: 'checkout' },
        text: 'Back to revision 4, of which 2 pods are ready now',
        remedy: { action: 'undo', parameters: { revision: expect.stringMatching(/^[a-z].*/) } },
      },
    });
    expect(JSON.stringify(finding?.evidence)).toContain('checkout:1.0 -> ');
  });

  it('is seen before the controller says so, once the deadline is over', () => {
    expect(run(rolling({ conditions: [progressing] }))).toHaveLength(1);
    expect(run(rolling({ conditions: [progressing], progressDeadline: 1800 }))).toEqual([]);
  });

  it('is none while it is paused, or before its controller has seen the change', () => {
    expect(run(rolling({ paused: true }))).toEqual([]);
    expect(run(rolling({ generation: 7, observedGeneration: 6 }))).toEqual([]);
  });

  it('is none once it was complete: what fails later is no rollout', () => {
    expect(run(rolling({ conditions: [complete], updatedReplicas: 3, availableReplicas: 1 }))).toEqual([]);
  });

  it('is none when all replicas are new and available', () => {
    expect(run(rolling({ conditions: [progressing], updatedReplicas: 3 }))).toEqual([]);
  });

  it('promises no way back without a pod of an older revision that works', () => {
    const checkout = rolling();
    const fresh = replicaSet(checkout, { name: 'checkout-55c4', revision: 5, createdAt: BEGAN });
    const old = replicaSet(checkout, { revision: 4 });

    const [finding] = rolloutStalled.run(situation({ deployments: [checkout], replicasets: [old, fresh] }));

    expect(finding?.help).toBeNull();
  });

  it('says so when the new pods can not even be made', () => {
    const blocked = rolling({ conditions: [exceeded, condition('ReplicaFailure', 'True')] });

    expect(run(blocked)[0]?.sentence).toContain('its pods can not be made');
  });
});
