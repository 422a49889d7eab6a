import { expect, it } from 'vitest';
import { counted, named } from '../../../../src/domain/action/preflight/counted.ts';

it('one and many have their own words', () => {
  expect([counted(1, 'pod'), counted(0, 'pod'), counted(2, 'is', 'are')]).toEqual([
    '1 pod',
    '0 pods',
    '2 are',
  ]);
});

it('at most three names are said', () => {
  expect(named([])).toBe('');
  expect(named(['a'])).toBe('a');
  expect(named(['a', 'b'])).toBe('a and b');
  expect(named(['a', 'b', 'c'])).toBe('a, b and c');
  expect(named(['a', 'b', 'c', 'd'])).toBe('a, b and 2 more');
});
