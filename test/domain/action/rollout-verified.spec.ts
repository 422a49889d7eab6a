import { describe, expect, it } from 'vitest';
import { restart } from '../../../src/domain/action/restart.ts';
import type { Owner } from '../../../src/domain/cluster/meta.ts';
import { asking, noted, rawOf } from '../../builders/actions.ts';
import { view } from '../../builders/cluster.ts';
import { service, slice } from '../../builders/cluster-network.ts';
import { condition, status, waiting } from '../../builders/cluster-pods.ts';
import { podOf, replicaSet } from '../../builders/cluster-workloads.ts';
import { checkout } from './shop.ts';

const AT = 'kubectl.kubernetes.io/restartedAt';

describe('a restart afterwards', () => {
  const { owner, around, front, first } = checkout();
  const before = asking(owner, around);
  const after = { ...owner, template: { ...owner.template, annotations: { [AT]: '2026-03-14T03:07:30Z' } } };
  const set = replicaSet(after, { name: 'checkout-new', uid: 'uid-new' });
  const fresh = (count: number, over: Parameters<typeof podOf>[1] = {}) =>
    Array.from({ length: count }, (_, index) =>
      podOf(set, { name: `new-${index}`, uid: `new-${index}`, ...over }),
    );
  const now = (object: typeof after | null, pods: ReturnType<typeof fresh>) => ({
    object,
    view: view({
      deployments: object ? [object] : [],
      replicasets: [...(around.replicasets ?? []), set],
      pods,
      services: [service()],
      endpointslices: [slice(front, pods)],
    }),
  });

  it('is done when all pods are new and ready and no Service has fewer endpoints', () => {
    expect(restart.verified(before, now(after, fresh(3)))).toEqual({
      state: 'done',
      sentence: 'All 3 pods are new and ready.',
    });
  });

  it('is under way while the controller has not seen it, old pods stay, or new ones are not ready', () => {
    expect(restart.verified(before, now({ ...after, generation: 9 }, fresh(3))).state).toBe('under-way');
    expect(
      restart.verified(before, now(after, [...fresh(3), ...(around.pods ?? []).slice(0, 1)])).state,
    ).toBe('under-way');
    expect(
      restart.verified(before, now(after, fresh(3, { conditions: [condition('Ready', 'False')] }))),
    ).toEqual({
      state: 'under-way',
      sentence: '0 of 3 new pods are ready.',
    });
    const fewer = {
      ...now(after, fresh(3)),
      view: view({ ...now(after, fresh(3)).view, endpointslices: [] }),
    };
    expect(restart.verified(before, fewer).sentence).toMatch(/shop\/checkout has 0 of 3/);
  });

  it('failed when it is gone, made again, put back, given up, or when new pods fail as none did before', () => {
    const loop = fresh(1, { containers: [status({ restarts: 3, state: waiting('CrashLoopBackOff') })] });
    const gaveUp = condition('Progressing', 'False', {
      reason: 'ProgressDeadlineExceeded',
      message: 'timed out',
    });

    expect(restart.verified(before, now(null, [])).sentence).toMatch(/gone/);
    expect(restart.verified(before, now({ ...after, uid: 'other' }, [])).sentence).toMatch(/made again/);
    expect(restart.verified(before, now(owner as typeof after, fresh(3))).sentence).toMatch(/put it back/);
    expect(restart.verified(before, now({ ...after, conditions: [gaveUp] }, fresh(3))).sentence).toMatch(
      /timed out/,
    );
    expect(restart.verified(before, now(after, loop))).toEqual({
      state: 'failed',
      sentence: 'New pod new-0 does not start: CrashLoopBackOff.',
    });
    const wasSo = (old: Owner | null) =>
      restart.verified(
        asking(owner, {
          ...around,
          pods: [...(around.pods ?? []), ...loop.map((pod) => ({ ...pod, uid: 'earlier', owner: old }))],
        }),
        now(after, loop),
      ).state;
    expect(wasSo(first.owner)).toBe('under-way');
    expect(wasSo(null)).toBe('failed');
  });

  it('is settled by our note, else by what stands there', () => {
    const ours = rawOf({ ...after, annotations: noted });
    const theirs = rawOf(after);

    expect(restart.settle(before, { raw: ours })).toBe('applied-by-us');
    expect(restart.settle(before, { raw: theirs })).toBe('applied-by-whom-unknown');
    expect(restart.settle(before, { raw: before.raw })).toBe('not-applied');
    expect(restart.settle(before, { raw: null })).toBe('not-applied');
    expect(restart.settle(before, { raw: rawOf({ ...after, uid: 'other', annotations: noted }) })).toBe(
      'not-applied',
    );
  });
});
