import { describe, expect, it } from 'vitest';
import { freezeEnd } from '../../../src/domain/proposal/freeze-end.ts';
import type { FreezeTime } from '../../../src/domain/proposal/gate-rules.ts';

const at = (iso: string) => Date.parse(iso);
const until = (time: FreezeTime, iso: string) => {
  const end = freezeEnd(time, at(iso));
  return end === null ? null : new Date(end).toISOString().slice(0, 16);
};

const weekly = (over: Partial<Extract<FreezeTime, { kind: 'weekly' }>>): FreezeTime => ({
  ...{ kind: 'weekly', days: [5], from: 16 * 60, to: 20 * 60, timeZone: 'Europe/Berlin' },
  ...over,
});

describe('a weekly freeze', () => {
  it.each([
    ['2026-11-20T14:59:59Z', null],
    ['2026-11-20T15:00:00Z', '2026-11-20T19:00'],
    ['2026-11-20T18:59:59Z', '2026-11-20T19:00'],
    ['2026-11-20T19:00:00Z', null],
    ['2026-11-19T16:00:00Z', null],
  ])('holds by the clocks of its zone: %s', (moment, end) => {
    expect(until(weekly({}), moment)).toBe(end);
  });

  it('goes on into the next day when its end is not later than its beginning', () => {
    const night = weekly({ from: 22 * 60, to: 6 * 60, timeZone: 'UTC' });

    expect(until(night, '2026-11-20T23:00:00Z')).toBe('2026-11-21T06:00');
    expect(until(night, '2026-11-21T05:59:00Z')).toBe('2026-11-21T06:00');
    expect(until(night, '2026-11-21T06:00:00Z')).toBeNull();
    expect(until(night, '2026-11-20T05:00:00Z')).toBeNull();
  });

  it('of two days in a row is one', () => {
    const weekend = weekly({ days: [6, 0], from: 0, to: 24 * 60, timeZone: 'UTC' });

    expect(until(weekend, '2026-11-21T10:00:00Z')).toBe('2026-11-23T00:00');
    expect(until(weekend, '2026-11-22T23:59:00Z')).toBe('2026-11-23T00:00');
    expect(until(weekend, '2026-11-23T00:00:00Z')).toBeNull();
  });

  it('follows clocks that are set forward', () => {
    const night = weekly({ days: [6], from: 22 * 60, to: 6 * 60 });

    expect(until(night, '2026-03-28T22:00:00Z')).toBe('2026-03-29T04:00');
    expect(until(night, '2026-03-29T03:59:00Z')).toBe('2026-03-29T04:00');
    expect(until(night, '2026-03-29T04:00:00Z')).toBeNull();
  });

  it('of every day says an end all the same', () => {
    const always = weekly({ days: [0, 1, 2, 3, 4, 5, 6], from: 0, to: 24 * 60, timeZone: 'UTC' });

    expect(until(always, '2026-11-21T10:00:00Z')).toBe('2026-11-29T00:00');
  });
});
