import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, percentile } from '../../bench/percentile.ts';

const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);

describe('a percentile', () => {
  it('is the value that this share of all does not exceed', () => {
    expect([0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 99, 100]);
  });

  it('is the smallest value at nothing, and the only one of one', () => {
    expect(percentile(hundred, 0)).toBe(1);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('compares numbers, not their texts', () => {
    expect(median([10, 9, 100])).toBe(10);
  });

  it('refuses to say anything about nothing', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });

  it('is always one of the values, with enough of them not above it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const found = percentile(values, share);

          expect(values).toContain(found);
          expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(
            share * values.length,
          );
        },
      ),
    );
  });
});
