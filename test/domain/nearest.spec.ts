import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearest } from '../../src/domain/nearest.ts';

const verbs = ['declare', 'decline', 'status', 'sev', 'resolve', 'reopen', 'note'];

it.each([
  ['resolv', 'resolve'],
  ['resovle', 'resolve'],
  ['ressolve', 'resolve'],
  ['rezolve', 'resolve'],
  ['sattus', 'status'],
  ['st', 'status'],
  ['NOTE', 'note'],
  ['declin', 'decline'],
  ['xyzzy', null],
  ['', null],
  ['a page that somebody pasted', null],
])('%s → %s', (typed, meant) => {
  expect(nearest(typed, verbs)).toBe(meant);
});

it('finds a word again after any one typing error', () => {
  const letter = fc.stringMatching(/^[a-z]$/);
  fc.assert(
    fc.property(
      fc.constantFrom('resolve', 'status', 'decline'),
      fc.nat(),
      letter,
      fc.nat(3),
      (word, n, x, error) => {
        const at = n % (word.length - 1);
        const typed = [
          word.slice(0, at) + x + word.slice(at),
          word.slice(0, at) + word.slice(at + 1),
          word.slice(0, at) + x + word.slice(at + 1),
          word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
        ][error];
        expect(nearest(typed ?? '', ['resolve', 'status', 'decline'])).toBe(word);
      },
    ),
  );
});
