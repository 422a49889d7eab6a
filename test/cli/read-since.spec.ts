import { expect, it } from 'vitest';
import { readSince } from '../../src/cli/read-since.ts';
import { HOUR } from '../../src/domain/instant.ts';
import { NOON } from '../builders/incident.ts';

it.each([
  ['24h', NOON - 24 * HOUR],
  ['7d', NOON - 168 * HOUR],
  ['2026-11-20', NOON - 12 * HOUR],
  ['2026-11-20T12:00Z', NOON],
  ['2026-11-20T13:00:00.000+01:00', NOON],
])('%s is a moment', (text, at) => {
  expect(readSince(text, NOON)).toBe(at);
});

it.each(['', '24', '-1h', '2026-11-20T12:00', '2026-13-40', 'last week'])('"%s" is none', (text) => {
  expect(readSince(text, NOON)).toMatch(/^--since wants/);
});
