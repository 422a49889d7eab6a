import { describe, expect, it } from 'vitest';
import { createReading } from '../../../../src/integrations/kubernetes/project/reading.ts';
import * as workloads from '../../../../src/integrations/kubernetes/project/workload.ts';
import { capturedObject, capturedObjects } from '../captured.ts';

const reading = createReading();

describe('workloads', () => {
  it('a Deployment says who owns which field, since when', () => {
    const found = workloads.deployment(capturedObject('0604-managedfields-after-kubectl-scale'), reading);

    expect(found).toMatchObject({
      kind: 'Deployment',
      replicas: 2,
      currentReplicas: 1,
      readyReplicas: 1,
      progressDeadline: 600,
      strategy: 'RollingUpdate',
      template: { labels: { app: 'orders' }, spec: { gracePeriod: 1 } },
    });
    expect(found.managers.map(({ name, subresource }) => [name, subresource])).toEqual([
      ['kubectl', 'scale'],
      ['kubectl-client-side-apply', null],
      ['kube-controller-manager', 'status'],
    ]);
    expect(found.managers[0]?.paths).toEqual(['spec.replicas']);
    expect(found.managers[1]?.paths).toContain('spec.template.spec.containers[app].image');
  });

  it('ReplicaSets have their revision and their Deployment', () => {
    const found = capturedObjects('0602-replicasets-of-deployment-three-revisions').map((item) =>
      workloads.replicaSet(item, reading),
    );

    expect(found.map(({ revision }) => revision).sort()).toEqual([1, 2, 3]);
    expect(new Set(found.map(({ owner }) => owner?.name))).toEqual(new Set(['checkout']));
    expect(workloads.replicaSet({ metadata: { name: 'bare' } }, reading).revision).toBeNull();
  });

  it('controller revisions have the template that they stand for', () => {
    const found = workloads.controllerRevision(capturedObject('0608-controllerrevisions-daemonset'), reading);

    expect(found).toMatchObject({
      revision: 2,
      owner: { kind: 'DaemonSet', name: 'agent' },
      template: { spec: { containers: [{ image: 'registry.local/shop:1.2' }] } },
    });
  });

  it('StatefulSets, DaemonSets, Jobs and CronJobs have their own numbers', () => {
    expect(workloads.statefulSet(capturedObject('0611-statefulset-updated'), reading)).toMatchObject({
      serviceName: 'headless',
      podManagement: 'OrderedReady',
      currentRevision: 'db-c875d54c6',
      updateRevision: 'db-c875d54c6',
      updatedReplicas: 2,
      partition: 0,
    });
    const later = { ordinals: { start: 3 }, updateStrategy: { rollingUpdate: { partition: 2 } } };
    expect(workloads.statefulSet({ spec: later }, reading)).toMatchObject({
      firstOrdinal: 3,
      partition: 2,
      updateStrategy: 'RollingUpdate',
    });
    expect(workloads.daemonSet(capturedObject('0610-daemonset-updating'), reading)).toMatchObject({
      kind: 'DaemonSet',
      desired: expect.any(Number),
      misscheduled: 2,
      updateStrategy: 'RollingUpdate',
    });
    expect(workloads.job(capturedObject('0453-job-backofflimitexceeded'), reading)).toMatchObject({
      kind: 'Job',
      completedAt: null,
      conditions: expect.arrayContaining([
        expect.objectContaining({ type: 'Failed', reason: 'BackoffLimitExceeded' }),
      ]),
    });
    expect(workloads.cronJob(capturedObject('1133-cronjob-suspended'), reading)).toMatchObject({
      kind: 'CronJob',
      suspended: true,
      template: { spec: { containers: [expect.anything()] } },
      // Who suspended it is told apart from who made it.
      managers: expect.arrayContaining([expect.objectContaining({ paths: ['spec.suspend'] })]),
    });
  });
});
