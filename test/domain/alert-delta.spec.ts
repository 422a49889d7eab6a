import { describe, expect, it } from 'vitest';
import type { Alert, Delivery } from '../../src/domain/alert.ts';
import { type AlertBook, emptyBook } from '../../src/domain/alert-book.ts';
import { type AlertChange, alertDelta, withChange } from '../../src/domain/alert-delta.ts';
import { MINUTE, SECOND } from '../../src/domain/instant.ts';
import { anAlert, aPart } from '../builders/deliveries.ts';
import { NOON } from '../builders/incident.ts';

const a = anAlert({ fingerprint: 'aa' });
const b = anAlert({ fingerprint: 'bb' });
const over = (alert: Alert): Alert => ({ ...alert, status: 'resolved', endedAt: alert.startedAt + MINUTE });

/** Applies deliveries one after the other; answers with what the last one changed. */
function hearing(
  ...bodies: readonly (readonly Alert[] | { alerts: readonly Alert[]; of: Partial<Delivery> })[]
): {
  readonly change: AlertChange;
  readonly book: AlertBook;
} {
  let book = emptyBook;
  let change: AlertChange | undefined;
  bodies.forEach((body, i) => {
    const part = 'alerts' in body ? aPart(body.alerts, body.of) : aPart(body);
    change = alertDelta(book, part, NOON + i * SECOND);
    book = withChange(book, change);
  });
  if (!change) throw new Error('no delivery');
  return { change, book };
}

const told = ({ change }: { change: AlertChange }) =>
  Object.fromEntries(
    Object.entries(change.delta)
      .filter(([, episodes]) => episodes.length > 0)
      .map(([kind, episodes]) => [kind, episodes.map((one) => `${one.fingerprint}#${one.occurrence}`)]),
  );

describe('what a delivery changes', () => {
  it('says which alerts joined', () => {
    expect(told(hearing([a], [a, b]))).toEqual({ joined: ['bb#1'] });
  });

  it('says which cleared while the group goes on firing', () => {
    const now = hearing([a, b], [over(a), b]);

    expect(told(now)).toEqual({ resolved: ['aa#1'] });
    expect(now.book.counts).toMatchObject({ firing: 1, resolved: 1 });
  });

  it('says nothing for a delivery that says the same', () => {
    expect(hearing([a, b], [b, a]).change.anything).toBe(false);
  });

  it('takes a later start for a new occurrence, and the run before for over', () => {
    const again = anAlert({ fingerprint: 'aa', start: NOON + MINUTE });

    expect(told(hearing([a], [over(a)], [again]))).toEqual({ refired: ['aa#2'] });
    expect(told(hearing([a], [again]))).toEqual({ resolved: ['aa#1'], refired: ['aa#2'] });
  });

  it('takes an earlier start for the same run: on a merge the earliest start wins', () => {
    const earlier = anAlert({ fingerprint: 'aa', start: NOON - MINUTE });

    expect(hearing([a], [earlier]).change.anything).toBe(false);
  });

  it('takes two writings of one start for the same run', () => {
    const elsewhere = { ...a, startsAt: '2026-11-20T13:00:00+01:00' };

    expect(hearing([a], [elsewhere]).change.anything).toBe(false);
  });

  it('keeps the resolve of an alert that was never seen firing, so that its late firing is not news', () => {
    expect(told(hearing([b], [b, over(a)]))).toEqual({ resolved: ['aa#1'] });
    expect(told(hearing([b], [b, over(a)], [b, a]))).toEqual({ held: ['aa#1'] });
  });

  it('does not end this run by the late resolve of the one before', () => {
    const again = anAlert({ fingerprint: 'aa', start: NOON + 5 * MINUTE });

    expect(hearing([a], [again], [over(a)]).change.anything).toBe(false);
  });

  it('ends a run by a resolve that carries an earlier start but ends in it', () => {
    const merged = { ...anAlert({ fingerprint: 'aa', start: NOON - MINUTE }), status: 'resolved' as const };

    expect(told(hearing([a], [{ ...merged, endedAt: NOON + MINUTE }]))).toEqual({ resolved: ['aa#1'] });
  });

  it('does not make episodes of what routing ignores, but follows those that it did not ignore before', () => {
    const info = { ...b, labels: { ...b.labels, severity: 'info' } };

    expect(told(hearing([a], [a, info]))).toEqual({});
    expect(told(hearing([a, b], [a, over(info)]))).toEqual({ resolved: ['bb#1'] });
  });
});

describe('alerts missing from a body', () => {
  it('are gone, and return', () => {
    expect(told(hearing([a, b], [b]))).toEqual({ gone: ['aa#1'] });
    expect(told(hearing([a, b], [b], [a, b]))).toEqual({ returned: ['aa#1'] });
  });

  it('are not gone when part of the group was cut off', () => {
    expect(told(hearing([a, b], { alerts: [b], of: { truncated: 1 } }))).toEqual({});
  });

  it('are not gone when another group is the one that speaks', () => {
    expect(told(hearing([a], { alerts: [b], of: { groupKey: 'another' } }))).toEqual({ joined: ['bb#1'] });
  });

  it('are followed into the group that an edited route put them into', () => {
    const edited = { of: { groupKey: '{}/{team="payments"}:{alertname="KubePodCrashLooping"}' } };

    const moved = hearing([a, b], { alerts: [a, b], ...edited });
    expect(told(moved)).toEqual({});
    expect(moved.book.counts).toMatchObject({ firing: 2, groups: 2 });
    expect(told(hearing([a, b], { alerts: [a, b], ...edited }, { alerts: [b], ...edited }))).toEqual({
      gone: ['aa#1'],
    });
  });

  it('do not wander between two groups that both hold them', () => {
    const other = { alerts: [a], of: { groupKey: 'another' } };

    expect(hearing([a], other, [a], other).change.anything).toBe(false);
  });
});

describe('a truncated group', () => {
  it('counts what was cut off, until a whole body comes', () => {
    const cut = { alerts: [over(a)], of: { truncated: 5 } };

    expect(hearing([a], cut).book.counts).toMatchObject({ firing: 0, resolved: 1, truncated: 5 });
    expect(hearing([a], cut, { alerts: [over(a)], of: { truncated: 0 } }).book.counts.truncated).toBe(0);
  });
});

describe('a firing after the resolve of the same run', () => {
  it('is held, neither dropped nor told as news', () => {
    const now = hearing([a], [over(a)], [a]);

    expect(told(now)).toEqual({ held: ['aa#1'] });
    expect(now.book.counts).toMatchObject({ firing: 0, resolved: 0, held: 1 });
  });

  it('is confirmed by the next delivery that still has it', () => {
    const now = hearing([a], [over(a)], [a], [a]);

    expect(told(now)).toEqual({ refired: ['aa#2'] });
    expect(now.book.counts).toMatchObject({ firing: 1, resolved: 1, held: 0 });
  });

  it('is a late duplicate when it is resolved again before', () => {
    const now = hearing([a], [over(a)], [a], [over(a)]);

    expect(told(now)).toEqual({});
    expect(now.change.anything).toBe(true);
    expect(now.book.counts).toMatchObject({ firing: 0, resolved: 1, held: 0 });
  });

  it('is a late duplicate when the next whole body does not hold it any more', () => {
    expect(hearing([a, b], [over(a), b], [a, b], [b]).book.counts).toMatchObject({ firing: 1, resolved: 1 });
  });
});
