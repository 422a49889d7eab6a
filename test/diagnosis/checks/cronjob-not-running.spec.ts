import { describe, expect, it } from 'vitest';
import { cronjobNotRunning } from '../../../src/diagnosis/checks/cronjob-not-running.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import type { CronJob } from '../../../src/domain/cluster/workload.ts';
import { HOUR, type Instant, MINUTE } from '../../../src/domain/instant.ts';
import { meta, ONSET, ownedBy, situation, subject, TAKEN, view } from '../../builders/cluster.ts';
import { condition, event, pod } from '../../builders/cluster-pods.ts';
import { cronJob, job } from '../../builders/cluster-workloads.ts';

/** Every five minutes; its last run began 40 minutes before the view was taken. */
const often = cronJob({ schedule: '*/5 * * * *', lastScheduledAt: TAKEN - 40 * MINUTE });
/** Once a week: when that is, nothing here works out. */
const weekly = cronJob({ schedule: '0 3 * * 6', lastScheduledAt: TAKEN - 200 * HOUR });

const run = (of: CronJob, over: Partial<ClusterView> = {}) =>
  cronjobNotRunning.run(situation({ cronjobs: [of], ...over }));

const says = (of: CronJob, reason: string, message: string, lastAt: Instant = TAKEN - MINUTE) =>
  event(of, { reason, message, lastAt, firstAt: lastAt - 10 * MINUTE, source: 'cronjob-controller' });

const running = (of: CronJob, minutes: number, over: Parameters<typeof job>[0] = {}) =>
  job({
    owner: ownedBy(of),
    startedAt: TAKEN - minutes * MINUTE,
    createdAt: TAKEN - minutes * MINUTE,
    ...over,
  });

describe('a CronJob that may only run one at a time', () => {
  const forbid = { ...often, concurrency: 'Forbid' };

  it('is held up by a run that does not end', () => {
    const long = running(forbid, 40);
    const its = pod({ name: 'nightly-29-abcde', owner: ownedBy(long) });
    const [finding, ...more] = run(forbid, { jobs: [long], pods: [its] });

    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      object: { kind: 'CronJob', namespace: 'shop', name: 'nightly' },
      affects: [
        { kind: 'Job', name: 'nightly-29' },
        { kind: 'Pod', name: 'nightly-29-abcde' },
      ],
      sentence:
        'CronJob shop/nightly has started no run since 02:27 UTC: its run nightly-29 has been going for 40 min, and concurrencyPolicy Forbid lets no other begin',
      confidence: 'proven',
      severity: 'medium',
    });
  });

  it('is held up by its controller’s word where the schedule tells nothing', () => {
    const one = { ...weekly, concurrency: 'Forbid' };
    const word = says(
      one,
      'JobAlreadyActive',
      'Not starting job because prior execution is running and concurrency policy is Forbid',
    );
    const long = running(one, 60 * 200);

    expect(run(one, { jobs: [long], events: [word] })[0]?.evidence).toContainEqual({
      kind: 'line',
      label: 'Its controller says',
      text: `JobAlreadyActive: ${word.message}`,
    });
    expect(run(one, { jobs: [long] })).toEqual([]);
  });

  it('is held up before two of its times went by when its controller says that it skipped one', () => {
    const daily = cronJob({
      schedule: '45 2 * * *',
      concurrency: 'Forbid',
      lastScheduledAt: TAKEN - 24 * HOUR,
    });
    const long = running(daily, 60 * 24);
    const word = (reason: string) => says(daily, reason, 'Not starting job');

    expect(run(daily, { jobs: [long], events: [word('JobAlreadyActive')] })).toHaveLength(1);
    expect(run(daily, { jobs: [long] })).toEqual([]);
    const brief = running(daily, 90);
    expect(run(daily, { jobs: [brief], events: [word('JobAlreadyActive')] })).toEqual([]);
  });

  it('is not held up by a run that is brief, over, or of another policy', () => {
    const fresh = { ...forbid, lastScheduledAt: TAKEN - 8 * MINUTE };
    const done = running(fresh, 40, { completedAt: TAKEN - MINUTE });
    const failed = running(fresh, 40, { conditions: [condition('Failed', 'True')] });

    expect(run(fresh, { jobs: [running(fresh, 12)] })).toEqual([]);
    expect(run(fresh, { jobs: [done] })).toEqual([]);
    expect(run(fresh, { jobs: [failed] })).toEqual([]);
    expect(run({ ...fresh, concurrency: 'Allow' }, { jobs: [running(fresh, 40)] })).toEqual([]);
  });

  it('stands under what the pods of that run suffer from', () => {
    const long = running(forbid, 40);
    const its = pod({
      name: 'nightly-29-abcde',
      owner: ownedBy(long),
      node: null,
      phase: 'Pending',
      createdAt: TAKEN - 40 * MINUTE,
      conditions: [condition('PodScheduled', 'False', { reason: 'Unschedulable', message: '0/1 nodes' })],
      containers: [],
    });
    const about = subject({ objects: [{ kind: 'CronJob', namespace: 'shop', name: 'nightly' }] });
    const account = { ...meta('ServiceAccount', { name: 'default' }), pullSecrets: [] };
    const seen = view({ cronjobs: [forbid], jobs: [long], pods: [its], serviceaccounts: [account] });
    const [first] = diagnose({ view: seen, subject: about, onset: ONSET }).findings;

    expect(first?.check).toBe('unschedulable');
    expect(first?.explains.map(({ check }) => check)).toContain('cronjob-not-running');
  });
});

describe('a CronJob whose controller says why it starts nothing', () => {
  it.each([
    [
      'FailedCreate',
      'Error creating job: jobs.batch "nightly-29" is forbidden: exceeded quota',
      'its Job is not accepted: jobs.batch "nightly-29" is forbidden: exceeded quota',
    ],
    [
      'UnparseableSchedule',
      'unparseable schedule: "x"',
      'its schedule can not be read: unparseable schedule: "x"',
    ],
    [
      'UnknownTimeZone',
      'invalid timeZone: "Mars/Base"',
      'its time zone is not known: invalid timeZone: "Mars/Base"',
    ],
    [
      'MissSchedule',
      'Missed scheduled time to start a job: Sat',
      'its time went by before it could be started: Missed scheduled time to start a job: Sat',
    ],
  ])('%s', (reason, message, words) => {
    const [finding] = run(weekly, { events: [says(weekly, reason, message)] });

    expect(finding?.sentence).toBe(
      `CronJob shop/nightly has started no run since 2026-03-05 19:07 UTC: ${words}`,
    );
    expect(finding?.confidence).toBe('proven');
  });

  it('is over when it has started one since, or when it was said hours ago', () => {
    const after = { ...weekly, lastScheduledAt: TAKEN - MINUTE / 2 };

    expect(run(after, { events: [says(after, 'FailedCreate', 'x')] })).toEqual([]);
    expect(run(weekly, { events: [says(weekly, 'FailedCreate', 'x', TAKEN - 2 * HOUR)] })).toEqual([]);
    expect(
      run(weekly, { events: [says(weekly, 'TooManyMissedTimes', 'too many missed start times')] }),
    ).toEqual([]);
  });
});

describe('a CronJob of every day that is overdue', () => {
  it('is told when two of its times went by, and that nothing says why', () => {
    expect(run(often)[0]).toMatchObject({
      sentence:
        'CronJob shop/nightly has started no run since 02:27 UTC: no event says why: the controller of CronJobs may not be working',
      confidence: 'consistent',
      changedAt: TAKEN - 35 * MINUTE,
    });
    expect(run({ ...often, lastScheduledAt: null })[0]?.sentence).toContain('has never started a run');
  });

  it('claims no silence of events that could not be read', () => {
    const gaps = [{ kind: 'events', namespace: null, why: 'forbidden', sentence: '' }] as const;

    expect(run(often, { gaps })[0]?.sentence).toMatch(/: events could not be read$/);
  });

  it('is none that is in time, new, changed not long ago, or of a schedule that is not understood', () => {
    const wrote = (subresource: string | null) => [
      { name: 'kubectl', operation: 'Update', subresource, at: TAKEN - 4 * MINUTE, paths: [] } as const,
    ];

    expect(run({ ...often, lastScheduledAt: TAKEN - 12 * MINUTE })).toEqual([]);
    expect(run({ ...often, lastScheduledAt: null, createdAt: TAKEN - 6 * MINUTE })).toEqual([]);
    expect(run({ ...often, managers: wrote(null) })).toEqual([]);
    expect(run({ ...often, managers: wrote('status') })).toHaveLength(1);
    expect(run(weekly)).toEqual([]);
    expect(run({ ...often, deletionAt: TAKEN })).toEqual([]);
  });
});

describe('a CronJob that is suspended', () => {
  const stopped = (at: Instant, paths = ['spec.suspend']) => ({
    ...often,
    suspended: true,
    managers: [{ name: 'kubectl-patch', operation: 'Update', subresource: null, at, paths } as const],
  });

  it('is meant to be so: only worth knowing, when it was done shortly before the alert', () => {
    expect(run(stopped(ONSET - 20 * MINUTE))[0]).toMatchObject({
      sentence:
        'CronJob shop/nightly is suspended, last written by kubectl-patch at 02:41 UTC, 20 min before the alert',
      confidence: 'context',
      help: { action: 'resume', remedy: { action: 'resume' } },
    });
  });

  it('is no news when it was long ago, or made so, or when another part was written', () => {
    expect(run({ ...stopped(ONSET - 30 * HOUR), createdAt: TAKEN - 900 * HOUR })).toEqual([]);
    expect(run({ ...stopped(ONSET - MINUTE), createdAt: ONSET - MINUTE })).toEqual([]);
    expect(run(stopped(ONSET - MINUTE, ['spec.schedule']))).toEqual([]);
  });
});
