import { describe, expect, it } from 'vitest';
import { jobFailed } from '../../../src/diagnosis/checks/job-failed.ts';
import type { Job } from '../../../src/domain/cluster/workload.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { ownedBy, situation, TAKEN } from '../../builders/cluster.ts';
import { pod, status, terminated } from '../../builders/cluster-pods.ts';
import { cronJob, job } from '../../builders/cluster-workloads.ts';

const nightly = cronJob({ lastSucceededAt: TAKEN - 24 * HOUR });

const failed = (over: Partial<Job> = {}, ago = 20 * MINUTE) =>
  job({
    active: 0,
    failed: 3,
    owner: ownedBy(nightly),
    conditions: [
      {
        type: 'Failed',
        status: 'True',
        reason: 'BackoffLimitExceeded',
        message: 'too often',
        changedAt: TAKEN - ago,
      },
    ],
    ...over,
  });

const podOfJob = (of: Job, name: string, minutes: number, message = '') =>
  pod({
    name,
    owner: ownedBy(of),
    phase: 'Failed',
    containers: [
      status({
        state: terminated({ exitCode: 1, reason: 'Error', message, finishedAt: TAKEN - minutes * MINUTE }),
      }),
    ],
  });

describe('a Job that gave up', () => {
  it('is told with how the last of its pods ended, and what it said', () => {
    const run = failed();
    const pods = [podOfJob(run, 'a', 40), podOfJob(run, 'b', 21, 'no such table: orders')];
    const [finding, ...more] = jobFailed.run(situation({ cronjobs: [nightly], jobs: [run], pods }));

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      object: { kind: 'Job', name: 'nightly-29' },
      sentence:
        'Job shop/nightly-29 failed at 02:47 UTC: it was tried as often as its backoffLimit allows; container app ended with exit code 1: “no such table: orders”',
      confidence: 'proven',
      severity: 'high',
    });
    expect(finding?.affects).toContainEqual({ kind: 'CronJob', namespace: 'shop', name: 'nightly' });
  });

  it('is told without its pods when they are gone', () => {
    const [finding] = jobFailed.run(situation({ cronjobs: [nightly], jobs: [failed()] }));

    expect(finding?.evidence).toContainEqual({ kind: 'line', label: 'Its pods', text: 'none is left' });
  });

  it('is said to be overcome when a later run of its CronJob succeeded', () => {
    const better = cronJob({ lastSucceededAt: TAKEN - MINUTE });
    const [finding] = jobFailed.run(situation({ cronjobs: [better], jobs: [failed()] }));

    expect(finding?.sentence).toMatch(/A later run succeeded$/);
    expect(finding?.severity).toBe('medium');
  });

  it('is told once for a CronJob: its latest run', () => {
    const older = failed({ name: 'nightly-28', createdAt: TAKEN - 5 * HOUR }, 4 * HOUR);
    const newer = failed({ name: 'nightly-29', createdAt: TAKEN - HOUR });
    const found = jobFailed.run(situation({ cronjobs: [nightly], jobs: [older, newer] }));

    expect(found.map(({ object }) => object.name)).toEqual(['nightly-29']);
  });

  it('is neither one that still tries, nor one of another day', () => {
    expect(jobFailed.run(situation({ jobs: [job({ failed: 2 })] }))).toEqual([]);
    expect(jobFailed.run(situation({ jobs: [failed({}, 30 * HOUR)] }))).toEqual([]);
  });
});
