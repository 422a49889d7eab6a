import { describe, expect, it } from 'vitest';
import { humanDuration } from '../../../sandbox/cluster/tables/age.ts';

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

describe('an age', () => {
  it.each([
    [-2 * S, '<invalid>'],
    [-S, '0s'],
    [0, '0s'],
    [119 * S, '119s'],
    [2 * M, '2m'],
    [9 * M + 45 * S, '9m45s'],
    [10 * M + 5 * S, '10m'],
    [160 * M, '160m'],
    [3 * H, '3h'],
    [7 * H + 50 * M, '7h50m'],
    [47 * H + 59 * M, '47h'],
    [2 * D, '2d'],
    [7 * D + 5 * H, '7d5h'],
    [8 * D + 5 * H, '8d'],
    [729 * D, '729d'],
    [730 * D, '2y'],
    [800 * D, '2y70d'],
    [10 * 365 * D, '10y'],
  ])('of %i ms is %s', (ms, text) => {
    expect(humanDuration(ms)).toBe(text);
  });
});
