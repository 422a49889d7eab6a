import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLabelSelector } from '../../../src/domain/query/label-selector.ts';
import { runs } from '../../setup/runs.ts';

const read = (text: string) => {
  const result = readLabelSelector(text);
  return result.ok ? result.value : result.refusal.what;
};

describe('a label selector', () => {
  it.each([
    ['app=web', 'app=web'],
    [' app == web ', 'app=web'],
    ['app != web', 'app!=web'],
    ['app=', 'app='],
    ['app', 'app'],
    ['! app', '!app'],
    ['env in (prod,  qa)', 'env in (prod,qa)'],
    ['env NOTIN (prod)', 'env notin (prod)'],
    ['app.kubernetes.io/name=web,tier', 'app.kubernetes.io/name=web,tier'],
    ['Version=V1_2.x', 'Version=V1_2.x'],
  ])('“%s” is made again as “%s”', (typed, made) => {
    expect(read(typed)).toBe(made);
  });

  it.each([
    '',
    ',',
    'a=b,',
    '=b',
    'a in',
    'a in ()',
    'a in (,)',
    'a in (b',
    'a>1',
    'a=b c',
    '-a',
    'a=-b',
    'UP.er/x=1',
    'a/b/c',
    'a=b&x',
    'a=b?x=1',
    'a=%2f',
    `a=${'b'.repeat(64)}`,
    `${'a,'.repeat(60)}a`,
  ])('“%s” is refused', (typed) => {
    expect(readLabelSelector(typed).ok).toBe(false);
  });

  it('that was made again means the same when it is read again, and holds nothing else', () => {
    const key = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,10}[A-Za-z0-9])?$/);
    const part = fc.oneof(
      fc
        .tuple(key, fc.constantFrom('=', '==', '!=', ' = '), fc.oneof(key, fc.constant('')))
        .map((all) => all.join('')),
      fc
        .tuple(key, fc.constantFrom(' in ', ' notin '), fc.array(key, { minLength: 1, maxLength: 4 }))
        .map(([name, how, values]) => `${name}${how}(${values.join(', ')})`),
      key,
      key.map((name) => `!${name}`),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const made = readLabelSelector(parts.join(','));
        if (!made.ok) throw new Error(made.refusal.what);

        expect(readLabelSelector(made.value)).toEqual(made);
        expect(made.value).toMatch(/^[A-Za-z0-9_.,=!() /-]+$/);
      }),
    );
  });

  it('of any text either is refused or has only letters that selectors have', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const made = readLabelSelector(text);

        expect(!made.ok || /^[A-Za-z0-9_.,=!() /-]+$/.test(made.value)).toBe(true);
      }),
      { numRuns: runs(2_000) },
    );
  });
});
