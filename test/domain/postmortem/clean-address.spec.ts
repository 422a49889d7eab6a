import { expect, it } from 'vitest';
import { cleanAddress } from '../../../src/domain/postmortem/clean-address.ts';
import { createCleanText } from '../../../src/domain/postmortem/clean-text.ts';

it.each([
  ['https://a.example/d/1?from=now%2D1h&x=100%', 'https://a.example/d/1?from=now%2D1h&x=100%'],
  ['https://a.example/?a=1&access_token=hunter2hunter2', 'https://a.example/?a=1&access_token=[redacted]'],
  ['https://a.example/?q=DB_PASSWORD%3Dhunter2x7&b=%FF', null],
  ['https://a.example/?access_token=hunter2hunter2&b=%20c', null],
  ['javascript:alert(1)', null],
  ['', null],
])('makes of %s: %s', (address, clean) => {
  expect(cleanAddress(address, createCleanText())).toBe(clean);
});
