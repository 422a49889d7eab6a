import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/domain/proposal/proposal.ts';
import { whatMoved } from '../../../src/domain/proposal/what-moved.ts';
import { aPlan } from '../../builders/proposals.ts';

const approved = aPlan({
  differences: [{ path: '/spec/replicas', before: '3', after: '5' }],
  warnings: [{ id: 'room', level: 'note', sentence: 'Two nodes have room.', measure: 1 }],
});
const other = (over: Partial<Plan>): Plan => ({ ...approved, hash: 'b'.repeat(64), ...over });

describe('what moved since a change was approved', () => {
  it('is nothing when it is exactly the same', () => {
    expect(whatMoved(approved, approved)).toEqual([]);
  });

  it('is nothing when only words changed that mean nothing: the pods that are ready now', () => {
    expect(whatMoved(approved, { ...approved, before: '3 replicas, 2 ready', warnings: [] })).toEqual([]);
  });

  it('names the cluster, the object and the rules when they are others', () => {
    expect(
      whatMoved(
        approved,
        other({
          cluster: { ...approved.cluster, uid: 'another' },
          object: { ...approved.object, uid: 'another' },
          policyDigest: 'q'.repeat(64),
        }),
      ),
    ).toEqual([
      'prod-eu1 is another cluster now than the one it was planned for.',
      'Deployment shop/checkout was deleted and made again.',
      'The rules for this change are others now.',
    ]);
  });

  it.each<Partial<Plan>>([
    { quorum: 0 },
    { tier: 'critical' },
    { approvers: [{ kind: 'users', users: ['UMAL'] }] },
    { freeze: 'end of the year' },
  ])('is the rules when a plan says other ones than its digest is of: %o', (forged) => {
    expect(whatMoved({ ...approved, ...forged }, approved)).toEqual([
      'The rules for this change are others now.',
    ]);
  });

  it('names each path that would change otherwise, too, or not any more', () => {
    const now = other({
      differences: [
        { path: '/spec/replicas', before: '4', after: '5' },
        { path: '/spec/paused', before: null, after: 'true' },
      ],
    });

    expect(whatMoved(approved, now)).toEqual([
      '/spec/replicas: was 3 -> 5, is 4 -> 5.',
      '/spec/paused would change, too.',
    ]);
    expect(whatMoved(approved, other({ differences: [] }))).toEqual([
      '/spec/replicas would not change any more.',
    ]);
  });

  it('says a warning that is new or worse, and none that became smaller', () => {
    const warning = (id: string, measure: number) =>
      ({ id, level: 'note', sentence: `${id} is ${measure}.`, measure }) as const;

    expect(whatMoved(approved, { ...approved, warnings: [warning('room', 2), warning('tag', 1)] })).toEqual([
      'room is 2.',
      'tag is 1.',
    ]);
    expect(whatMoved(approved, { ...approved, warnings: [warning('room', 0)] })).toEqual([]);
  });

  it('says that something moved even when nobody may see what', () => {
    expect(whatMoved(approved, other({}))).toEqual(['A value that is not shown changed since.']);
  });
});
