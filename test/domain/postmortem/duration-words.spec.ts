import { expect, it } from 'vitest';
import { durationWords } from '../../../src/domain/postmortem/duration-words.ts';

it.each([
  [0, 'less than a second'],
  [1_000, '1 s'],
  [90_500, '1 min 30 s'],
  [3_600_000, '1 h'],
  [3_601_000, '1 h'],
  [93_600_000, '1 d 2 h'],
  [Number.NaN, 'less than a second'],
])('says %d ms as %s', (milliseconds, words) => {
  expect(durationWords(milliseconds)).toBe(words);
});
