import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDay, resolveDay, weekdayOf } from '../../src/domain/day.ts';
import { HOUR } from '../../src/domain/instant.ts';
import { NOON } from '../builders/incident.ts';

/** What a phrase means to somebody in `zone`; NOON is a Friday, 2026-11-20. */
const meant = (text: string, at = NOON, zone = 'UTC') => {
  const read = readDay(text.split(' '));
  if (!read) return null;
  const day = resolveDay(read.day, at, zone);
  return day.ok ? day.value : day.refusal.what;
};

describe('a day to come', () => {
  it.each([
    ['2026-12-01', '2026-12-01'],
    ['2026-12-1', '2026-12-01'],
    ['today', '2026-11-20'],
    ['tomorrow', '2026-11-21'],
    ['saturday', '2026-11-21'],
    ['sun', '2026-11-22'],
    ['thu', '2026-11-26'],
    ['this monday', '2026-11-23'],
    ['next monday', '2026-11-23'],
    ['next sunday', '2026-11-29'],
    ['next week', '2026-11-27'],
    ['in 3 days', '2026-11-23'],
    ['in a day', '2026-11-21'],
    ['in 2 weeks', '2026-12-04'],
    ['in one week', '2026-11-27'],
    ['by next friday', '2026-11-27'],
    ['due in 6 weeks', '2027-01-01'],
  ])('“%s” is %s', (text, day) => {
    expect(meant(text)).toBe(day);
  });

  it('is a week away when it is named like today, which is called today', () => {
    expect(meant('friday')).toBe('2026-11-27');
  });

  it('is counted from the day that it is where the asker is', () => {
    const lateInNewYork = Date.UTC(2026, 10, 21, 3, 0);

    expect(meant('tomorrow', lateInNewYork, 'America/New_York')).toBe('2026-11-21');
    expect(meant('tomorrow', lateInNewYork, 'Asia/Tokyo')).toBe('2026-11-22');
  });

  it('may be today, but is refused when it is over or does not exist', () => {
    expect(meant('2026-11-20')).toBe('2026-11-20');
    expect(meant('2026-11-19')).toBe('2026-11-19 is over. Name a day to come.');
    expect(meant('2026-02-30')).toBe('There is no day 2026-02-30.');
    expect(meant('2026-13-01')).toBe('There is no day 2026-13-01.');
  });

  it.each([
    'why it failed on friday',
    'what changed since monday',
    'restart it every day',
    'the sun set',
    'in 0x3 days',
    'in 5000 days',
  ])('is not read out of “%s”', (text) => {
    expect(readDay(text.split(' '))).toBeNull();
  });

  it('is read from the end, with the number of words that it took', () => {
    expect(readDay('write it by next friday'.split(' '))?.used).toBe(3);
    expect(readDay('write it in 2 weeks'.split(' '))?.used).toBe(3);
    expect(readDay('write it tomorrow'.split(' '))?.used).toBe(1);
  });

  it('of a weekday is that weekday, one to seven days from now, at any moment in any zone', () => {
    const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
    const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_102_444_800_000 }),
        fc.constantFrom(...zones),
        fc.nat({ max: 6 }),
        (at, zone, weekday) => {
          const day = meant(names[weekday] ?? '', at, zone) ?? '';
          const today = meant('today', at, zone) ?? '';
          const apart = Math.round((Date.parse(day) - Date.parse(today)) / (24 * HOUR));

          expect(weekdayOf(day)).toBe(weekday);
          expect(new Date(`${day}T12:00:00Z`).getUTCDay()).toBe(weekday);
          expect(apart).toBeGreaterThanOrEqual(1);
          expect(apart).toBeLessThanOrEqual(7);
        },
      ),
    );
  });
});
