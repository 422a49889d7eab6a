import { expect, it } from 'vitest';
import { durationWords } from '../../../src/domain/postmortem/duration-words.ts';

it.each([
  [0, 'less than a second'],
  [1_000, '1 second'],
  [90_500, '1 minute 30 seconds'],
  [3_600_000, '1 hour'],
  [3_601_000, '1 hour'],
  [93_600_000, '1 day 2 hours'],
  [Number.NaN, 'less than a second'],
])('says %d ms as %s', (milliseconds, words) => {
  expect(durationWords(milliseconds)).toBe(words);
});
