import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/instant.ts';
import { dayBefore, instantsOf, wallTimeAt } from '../../src/domain/local-time.ts';
import { runs } from '../setup/runs.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];
const wall = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute };
};
const iso = (instants: readonly number[] | null) =>
  instants?.map((at) => new Date(at).toISOString().slice(0, 16));

describe('what a clock on the wall means', () => {
  it('is one moment on a usual day', () => {
    expect(iso(instantsOf(wall('2026-11-20 14:05'), 'Europe/Berlin'))).toEqual(['2026-11-20T13:05']);
    expect(iso(instantsOf(wall('2026-07-01 00:30'), 'Asia/Kolkata'))).toEqual(['2026-06-30T19:00']);
  });

  it('is two moments in the hour that is repeated when clocks are set back', () => {
    expect(iso(instantsOf(wall('2026-10-25 02:30'), 'Europe/Berlin'))).toEqual([
      '2026-10-25T00:30',
      '2026-10-25T01:30',
    ]);
    expect(iso(instantsOf(wall('2026-11-01 01:30'), 'America/New_York'))).toEqual([
      '2026-11-01T05:30',
      '2026-11-01T06:30',
    ]);
  });

  it('is what an unset clock means in the hour that is left out when clocks are set forward', () => {
    expect(iso(instantsOf(wall('2026-03-29 02:30'), 'Europe/Berlin'))).toEqual(['2026-03-29T01:30']);
    expect(iso(instantsOf(wall('2026-03-08 02:30'), 'America/New_York'))).toEqual(['2026-03-08T07:30']);
  });

  it('is nothing for a date or time there is not', () => {
    for (const text of [
      '2026-02-29 12:00',
      '2026-13-01 12:00',
      '2026-00-10 12:00',
      '2026-01-01 24:00',
      '2026-01-01 12:60',
      '1969-01-01 00:00',
    ]) {
      expect(instantsOf(wall(text), 'UTC')).toBeNull();
    }
    expect(instantsOf(wall('2028-02-29 12:00'), 'UTC')).not.toBeNull();
  });

  it('is read in UTC where the zone is unknown', () => {
    expect(iso(instantsOf(wall('2026-11-20 14:05'), 'Mars/Olympus'))).toEqual(['2026-11-20T14:05']);
  });
});

it('every moment is among those that its own wall time means, in every zone', () => {
  const year2040 = Date.UTC(2040, 0, 1);
  fc.assert(
    fc.property(
      fc.integer({ min: 3 * 24 * 60, max: year2040 / MINUTE }),
      fc.constantFrom(...zones),
      (minutes, zone) => {
        const at = minutes * MINUTE;
        expect(instantsOf(wallTimeAt(at, zone), zone)).toContain(at);
      },
    ),
    { numRuns: runs(300) },
  );
});

it('agrees with the calendar of the platform', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      (date) => {
        const minute = Math.floor(date.getTime() / MINUTE) * MINUTE;
        expect(instantsOf(wallTimeAt(minute, 'UTC'), 'UTC')).toEqual([minute]);
      },
    ),
    { numRuns: runs(300) },
  );
});

it('knows the day before, over months, years and nights of 23 hours', () => {
  expect(dayBefore(wall('2026-03-01 14:05'))).toEqual(wall('2026-02-28 14:05'));
  expect(dayBefore(wall('2026-01-01 00:00'))).toEqual(wall('2025-12-31 00:00'));
  const [noon = 0] = instantsOf(wall('2026-03-29 12:00'), 'Europe/Berlin') ?? [];
  const [before = 0] = instantsOf(dayBefore(wall('2026-03-29 12:00')), 'Europe/Berlin') ?? [];
  expect(noon - before).toBe(23 * HOUR);
});
