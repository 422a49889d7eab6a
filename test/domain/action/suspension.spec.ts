import { describe, expect, it } from 'vitest';
import { resume } from '../../../src/domain/action/resume.ts';
import { suspend } from '../../../src/domain/action/suspend.ts';
import { asking, noted, notedSteps, rawOf } from '../../builders/actions.ts';
import { TAKEN, view } from '../../builders/cluster.ts';
import { cronJob, deployment } from '../../builders/cluster-workloads.ts';
import { planOf, refusalOf, warningsOf } from './planned.ts';

const running = cronJob({ annotations: { other: 'x' } });
const held = cronJob({ annotations: { other: 'x' }, suspended: true });

const steps = (from: boolean) => [
  { op: 'test', path: '/metadata/uid', value: running.uid },
  { op: 'test', path: '/spec/suspend', value: from },
  { op: 'replace', path: '/spec/suspend', value: !from },
  ...notedSteps,
];

describe('suspending and resuming a CronJob', () => {
  it('turns one field over, and tests how it stood', () => {
    expect(planOf(suspend, asking(running)).request).toMatchObject({
      path: '/apis/batch/v1/namespaces/shop/cronjobs/nightly',
      contentType: 'application/json-patch+json',
    });
    expect(planOf(suspend, asking(running)).request.body).toEqual(steps(false));
    expect(planOf(resume, asking(held)).request.body).toEqual(steps(true));
  });

  it('is refused when it stands so already, when it goes, and for anything else', () => {
    expect(refusalOf(suspend, asking(held))).toMatch(/suspended already/);
    expect(refusalOf(resume, asking(running))).toMatch(/not suspended/);
    expect(refusalOf(suspend, asking({ ...running, deletionAt: TAKEN }))).toMatch(/being deleted/);
    expect(refusalOf(suspend, asking(deployment()))).toMatch(/no CronJob/);
  });

  it('says that running Jobs go on, and that a missed run may start at once', () => {
    const raw = { ...rawOf(running), status: { active: [{ name: 'nightly-1' }, { name: 'nightly-2' }] } };

    expect(planOf(suspend, asking(running, {}, { raw })).sentence).toContain('2 that run now go on');
    expect(planOf(suspend, asking(running)).sentence).toContain('None runs now');
    expect(warningsOf(resume, asking(held))).toEqual(['catch-up']);
    expect(warningsOf(suspend, asking(running))).toEqual([]);
  });

  it('says who would put it back, and protects what belongs to the cluster itself', () => {
    const flux = cronJob({ labels: { 'kustomize.toolkit.fluxcd.io/name': 'jobs' } });

    expect(warningsOf(suspend, asking(flux))).toEqual(['reverted!']);
    expect(planOf(suspend, asking(cronJob({ namespace: 'kube-system' }))).protects).toMatch(/kube-system/);
    expect(planOf(suspend, asking(running)).protects).toBeNull();
  });

  it('is verified and settled by the field', () => {
    const before = asking(running);

    expect(suspend.verified(before, { object: held, view: view() }).state).toBe('done');
    expect(suspend.verified(before, { object: running, view: view() }).state).toBe('failed');
    expect(suspend.verified(before, { object: null, view: view() }).state).toBe('failed');
    expect(resume.verified(asking(held), { object: running, view: view() }).state).toBe('done');
    expect(suspend.settle(before, { raw: rawOf(held) })).toBe('applied-by-whom-unknown');
    expect(suspend.settle(before, { raw: rawOf({ ...held, annotations: noted }) })).toBe('applied-by-us');
    expect(suspend.settle(before, { raw: rawOf(running) })).toBe('not-applied');
  });
});
