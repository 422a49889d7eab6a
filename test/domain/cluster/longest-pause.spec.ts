import { describe, expect, it } from 'vitest';
import { longestPause } from '../../../src/domain/cluster/longest-pause.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';

describe('the longest time between two runs', () => {
  it.each([
    ['* * * * *', MINUTE],
    ['*/5 * * * *', 5 * MINUTE],
    ['*/45 * * * *', 45 * MINUTE],
    ['17 * * * *', HOUR],
    ['0,30 * * * ?', HOUR],
    ['@hourly', HOUR],
    ['45 2 * * *', 25 * HOUR],
    ['*/5 8-18 * * *', 25 * HOUR],
    ['TZ=Europe/Berlin 0 3 * * *', 25 * HOUR],
    ['@midnight', 25 * HOUR],
  ])('of %s is known', (schedule, pause) => {
    expect(longestPause(schedule)).toBe(pause);
  });

  it.each([
    '0 3 * * 1',
    '0 3 1 * *',
    '0 3 * 6 *',
    '@weekly',
    '@every 5m',
    '',
    'nonsense',
    '0 3 * *',
    '0 x * * *',
  ])('of %s is not', (schedule) => {
    expect(longestPause(schedule)).toBeNull();
  });
});
