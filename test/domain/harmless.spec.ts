import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmless } from '../../src/domain/harmless.ts';

describe('text made harmless', () => {
  it.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a terminal’s title', '\u001b]0;owned\u0007text', 'text'],
    ['turned directions', 'a\u202egnp.exe', 'a\ufffdgnp.exe'],
    ['characters without width', 'ad\u200bmin\ufeff', 'admin'],
    ['control characters', 'bell\u0007', 'bell\ufffd'],
    ['halves of characters', 'half\ud83d', 'half\ufffd'],
    ['line breaks of every kind', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['ordinary text', 'größer than 日本語 😀\tand\nlines', 'größer than 日本語 😀\tand\nlines'],
  ])('has no %s', (_, text, left) => {
    expect(harmless(text)).toBe(left);
  });

  it('is harmless at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(harmless(harmless(text))).toBe(harmless(text));
      }),
    );
  });
});
