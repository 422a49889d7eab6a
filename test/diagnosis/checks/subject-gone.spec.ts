import { describe, expect, it } from 'vitest';
import { subjectGone } from '../../../src/diagnosis/checks/subject-gone.ts';
import type { ObjectRef } from '../../../src/domain/cluster/object-ref.ts';
import { situation, subject } from '../../builders/cluster.ts';
import { cronJob, deployment } from '../../builders/cluster-workloads.ts';

const ref = (kind: string, name: string): ObjectRef => ({ kind, namespace: 'shop', name });

const found = (
  objects: readonly ObjectRef[],
  labels: Record<string, string>,
  over: Parameters<typeof situation>[0] = {},
) => subjectGone.run(situation(over, { about: subject({ objects, namespace: 'shop', labels }) }));

describe('what the alert names', () => {
  it('is a likely cause when it is not there: somebody may have deleted it', () => {
    const [finding] = found([ref('Deployment', 'web')], { deployment: 'web' });

    expect(finding).toMatchObject({
      object: ref('Deployment', 'web'),
      confidence: 'consistent',
      sentence:
        'The alert names Deployment shop/web, which is not in the cluster: deleted, or named wrongly in the alert',
    });
  });

  it('is no news when it comes and goes by itself', () => {
    expect(found([ref('Pod', 'web-1-a')], { pod: 'web-1-a' })[0]?.confidence).toBe('context');
  });

  it('is nothing to speak of when it is there, or who made it is, or something else that is named', () => {
    const there = { deployments: [deployment({ name: 'web' })] };

    expect(found([ref('Deployment', 'web')], { deployment: 'web' }, there)).toEqual([]);
    expect(found([ref('Pod', 'web-1-a')], { pod: 'web-1-a' }, there)).toEqual([]);
    expect(found([ref('Job', 'nightly-29')], { job_name: 'nightly-29' }, { cronjobs: [cronJob()] })).toEqual(
      [],
    );
    const both = [ref('Deployment', 'web'), ref('Deployment', 'old')];
    expect(found(both, { deployment: 'old' }, there)).toEqual([]);
  });

  it('is not missed when a label only may mean it', () => {
    expect(found([ref('Service', 'web'), ref('Deployment', 'web')], { service: 'web' })).toEqual([]);
    expect(found([ref('Deployment', 'web')], { app: 'web' })).toEqual([]);
  });

  it('is not said to be gone when it could not be seen', () => {
    const gaps = [
      { kind: 'deployments', namespace: null, why: 'forbidden', sentence: 'Not allowed.' },
    ] as const;

    expect(found([ref('Deployment', 'web')], { deployment: 'web' }, { gaps })).toEqual([]);
  });
});
