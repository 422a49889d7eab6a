import { describe, expect, it } from 'vitest';
import { creationBlocked } from '../../../src/diagnosis/checks/creation-blocked.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { meta, situation, TAKEN } from '../../builders/cluster.ts';
import { condition, event } from '../../builders/cluster-pods.ts';
import { daemonSet, deployment, replicaSet, statefulSet } from '../../builders/cluster-workloads.ts';

const checkout = deployment();
const quota =
  'pods "checkout-7d9f-x" is forbidden: exceeded quota: team, requested: pods=1, used: pods=2, limited: pods=2';

const failing = (message: string, over: Parameters<typeof replicaSet>[1] = {}) =>
  replicaSet(checkout, {
    currentReplicas: 1,
    conditions: [condition('ReplicaFailure', 'True', { message, changedAt: TAKEN - 9 * MINUTE })],
    ...over,
  });

const run = (set = failing(quota), more: Parameters<typeof situation>[0] = {}) =>
  creationBlocked.run(situation({ deployments: [checkout], replicasets: [set], ...more }));

describe('pods that the API server does not accept', () => {
  it.each([
    [quota, 'the quota of the namespace is used up', 'cause'],
    [
      'Internal error occurred: failed calling webhook "pods.guard.example": failed to call webhook: Post "https://policy": service "policy" not found',
      'an admission webhook does not answer (pods.guard.example)',
      'mechanism',
    ],
    [
      'admission webhook "pods.guard.example" denied the request: no',
      'an admission webhook denies them',
      'cause',
    ],
    [
      'pods "x" is forbidden: violates PodSecurity "restricted:latest": privileged',
      'they violate the Pod Security level',
      'cause',
    ],
    [
      'error looking up service account shop/robot: serviceaccount "robot" not found',
      'their service account',
      'cause',
    ],
    ['pods "x" is forbidden: no PriorityClass with name urgent was found', 'their priority class', 'cause'],
  ])('are classed: %s', (message, why, layer) => {
    const [finding] = run(failing(message));

    expect(finding?.sentence).toContain(
      '2 pods of Deployment shop/checkout can not be made since 02:58 UTC: ',
    );
    expect(finding?.sentence).toContain(why);
    expect(finding).toMatchObject({ layer, confidence: 'proven', changedAt: TAKEN - 9 * MINUTE });
    expect(finding?.evidence[0]?.text).toContain(message.slice(0, 40));
  });

  it('are a failure even while other pods of the workload run', () => {
    expect(run(failing(quota, { currentReplicas: 2, readyReplicas: 2 }))).toHaveLength(1);
  });

  it('are found by events where there is no condition', () => {
    const db = statefulSet({ replicas: 3, currentReplicas: 1 });
    const said = event(db, { reason: 'FailedCreate', message: `Error creating: ${quota}`, count: 4 });

    const [finding] = creationBlocked.run(situation({ statefulsets: [db], events: [said] }));

    expect(finding?.sentence).toContain('2 pods of StatefulSet shop/orders-db can not be made');
    expect(finding?.evidence[1]?.text).toContain('4 times');
  });

  it('are found through events that were folded together', () => {
    const cni = daemonSet({ desired: 5, current: 3 });
    const said = event(cni, {
      reason: 'FailedCreate',
      message: `(combined from similar events): Error creating: ${quota}`,
    });

    const [finding] = creationBlocked.run(situation({ daemonsets: [cni], events: [said] }));

    expect(finding?.evidence[0]?.text.startsWith('pods "checkout')).toBe(true);
  });

  it('name the configuration of the webhook', () => {
    const guard = {
      ...meta('ValidatingWebhookConfiguration', { name: 'guard' }, false),
      webhooks: [{ name: 'pods.guard.example' }],
    };
    const set = failing('failed calling webhook "pods.guard.example": no');

    const [finding] = run(set, { webhookconfigurations: [guard as never] });

    expect(finding?.affects).toContainEqual({
      kind: 'ValidatingWebhookConfiguration',
      namespace: null,
      name: 'guard',
    });
  });

  it('are no news once they were made after all, or when the event is old', () => {
    const db = statefulSet({ replicas: 3, currentReplicas: 1 });
    const old = event(db, { reason: 'FailedCreate', message: quota, lastAt: TAKEN - 2 * HOUR });

    expect(run(failing(quota, { currentReplicas: 3 }))).toEqual([]);
    expect(creationBlocked.run(situation({ statefulsets: [db], events: [old] }))).toEqual([]);
  });
});
