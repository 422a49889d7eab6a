import { describe, expect, it } from 'vitest';
import { hasLabels, selects } from '../../../src/domain/cluster/selector.ts';

const nothing = { labels: {}, expressions: [] };

describe('a label selector', () => {
  it('selects everything when it is empty, and nothing when there is none', () => {
    expect(selects(nothing, { app: 'x' })).toBe(true);
    expect(selects(nothing, {})).toBe(true);
    expect(selects(null, { app: 'x' })).toBe(false);
  });

  it.each([
    ['In', { tier: 'web' }, true],
    ['In', { tier: 'db' }, false],
    ['In', {}, false],
    ['NotIn', { tier: 'db' }, true],
    ['NotIn', { tier: 'web' }, false],
    ['NotIn', {}, true],
    ['Exists', { tier: '' }, true],
    ['Exists', {}, false],
    ['DoesNotExist', {}, true],
    ['DoesNotExist', { tier: '' }, false],
  ] as const)('%s web and %o: %s', (operator, labels, expected) => {
    const selector = { labels: {}, expressions: [{ key: 'tier', operator, values: ['web'] }] };

    expect(selects(selector, labels)).toBe(expected);
  });

  it('wants all of its labels and all of its expressions', () => {
    const selector = {
      labels: { app: 'x', env: 'prod' },
      expressions: [{ key: 'canary', operator: 'DoesNotExist' as const, values: [] }],
    };

    expect(selects(selector, { app: 'x', env: 'prod', more: 'y' })).toBe(true);
    expect(selects(selector, { app: 'x' })).toBe(false);
    expect(selects(selector, { app: 'x', env: 'prod', canary: 'yes' })).toBe(false);
  });

  it('is not deceived by names that every object has', () => {
    expect(hasLabels({}, { constructor: 'x' })).toBe(false);
    expect(
      selects({ labels: {}, expressions: [{ key: 'toString', operator: 'Exists', values: [] }] }, {}),
    ).toBe(false);
  });
});
