import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/instant.ts';
import { readWhen, resolveWhen } from '../../src/domain/when.ts';
import { runs } from '../setup/runs.ts';

const NOW = Date.UTC(2026, 10, 20, 12, 0, 30);

const meant = (text: string, zone = 'UTC', now = NOW) => {
  const words = text.split(' ');
  const read = readWhen(words);
  if (!read) return null;
  const at = resolveWhen(read.when, now, zone);
  return at.ok ? new Date(at.value).toISOString().slice(0, 16) : at.refusal.what;
};

describe('a time as people write it', () => {
  it.each([
    ['11:30', '2026-11-20T11:30'],
    ['11.30', '2026-11-20T11:30'],
    ['9:05am', '2026-11-20T09:05'],
    ['12am', '2026-11-20T00:00'],
    ['1:30 pm', '2026-11-19T13:30'],
    ['11h30', '2026-11-20T11:30'],
    ['11:30:59', '2026-11-20T11:30'],
    ['yesterday 11:30', '2026-11-19T11:30'],
    ['2026-11-18 23:59', '2026-11-18T23:59'],
    ['2026-11-18t23:59', '2026-11-18T23:59'],
    ['10m ago', '2026-11-20T11:50'],
    ['10 minutes ago', '2026-11-20T11:50'],
    ['1h30m ago', '2026-11-20T10:30'],
    ['1.5h ago', '2026-11-20T10:30'],
    ['now', '2026-11-20T12:00'],
  ])('%s is %s', (text, at) => {
    expect(meant(text)).toBe(at);
  });

  it.each(['14', '25:00', '12:60', 'soon', '13pm', '10 ago', 'm ago', '', '10x ago', '2026-11-18'])(
    '%s is none',
    (text) => {
      expect(readWhen(text.split(' '))).toBeNull();
    },
  );

  it('takes as many words as belong to it', () => {
    expect(readWhen(['1', 'h', '30', 'min', 'ago', 'then'])?.used).toBe(5);
    expect(readWhen(['14:05', 'rolled', 'back'])?.used).toBe(1);
  });
});

describe('which moment is meant', () => {
  it('is yesterday’s for a time still to come, on the asker’s own calendar', () => {
    expect(meant('13:00')).toBe('2026-11-19T13:00');
    expect(meant('23:00', 'America/Los_Angeles')).toBe('2026-11-20T07:00');
    expect(meant('00:30', 'Pacific/Auckland')).toBe('2026-11-20T11:30');
  });

  it('is now for a clock that is a minute ahead', () => {
    expect(meant('12:01')).toBe('2026-11-20T12:00');
  });

  it('is refused for a date to come or one that does not exist', () => {
    expect(meant('2026-11-21 10:00')).toContain('still to come');
    expect(meant('2026-02-30 10:00')).toContain('does not exist');
  });

  it('is the later of two when clocks were set back, once that has passed', () => {
    const after = Date.UTC(2026, 9, 25, 2, 0);
    const between = Date.UTC(2026, 9, 25, 0, 45);
    expect(meant('02:30', 'Europe/Berlin', after)).toBe('2026-10-25T01:30');
    expect(meant('02:30', 'Europe/Berlin', between)).toBe('2026-10-25T00:30');
  });
});

it('never lies ahead, and a clock time never more than two days back', () => {
  const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Pacific/Apia',
    'Australia/Lord_Howe',
  );
  fc.assert(
    fc.property(clock, zone, fc.integer({ min: 1e12, max: 2e12 }), ([hour, minute], where, now) => {
      const read = readWhen([`${hour}:${String(minute).padStart(2, '0')}`]);
      const at = read && resolveWhen(read.when, now, where);
      expect(at?.ok && at.value <= now && at.value > now - 2 * 24 * 60 * MINUTE).toBe(true);
    }),
    { numRuns: runs(300) },
  );
});

it('reads any words without failing', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      const read = readWhen(words);
      if (read) expect(read.used).toBeLessThanOrEqual(words.length);
    }),
  );
});
