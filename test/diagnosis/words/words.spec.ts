import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clock, span } from '../../../src/diagnosis/words/clock.ts';
import { listed } from '../../../src/diagnosis/words/listed.ts';
import { look } from '../../../src/diagnosis/words/look.ts';
import { table } from '../../../src/diagnosis/words/proof.ts';
import { nodeWord } from '../../../src/domain/cluster/node-word.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { TAKEN } from '../../builders/cluster.ts';

describe('a moment', () => {
  it('is a time of the day, with the date when it was another day', () => {
    expect(clock(TAKEN - 26 * MINUTE, TAKEN)).toBe('02:41 UTC');
    expect(clock(TAKEN - 5 * HOUR, TAKEN)).toBe('2026-03-13 22:07 UTC');
  });

  it('is what every calendar says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0) }), (at) => {
        const [date, time] = new Date(at).toISOString().split('T');

        expect(clock(at, at + 72 * HOUR)).toBe(`${date} ${time?.slice(0, 5)} UTC`);
      }),
    );
  });

  it.each([
    [-5, '0 s'],
    [40_500, '40 s'],
    [26 * MINUTE, '26 min'],
    [3 * HOUR, '3 h'],
    [300 * HOUR, '12 d'],
  ])('%d ms are %s', (length, words) => {
    expect(span(length)).toBe(words);
  });
});

describe('words for many', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  ])('%o', (words, text) => {
    expect(listed(words)).toBe(text);
  });

  it('are a table in columns, whose end is counted', () => {
    const rows = Array.from({ length: 23 }, (_, index) => [`pod-${index}`, 'x']);

    const { text } = table('Pods', ['pod', 'state'], rows);

    expect(text.split('\n')[0]).toBe('pod     state');
    expect(text.split('\n')[1]).toBe('pod-0   x');
    expect(text.split('\n').at(-1)).toBe('and 3 more');
  });

  it('are a node without the domain that all of them share; an address stays whole', () => {
    expect(nodeWord('ip-10-20-48-31.eu-west-1.compute.internal')).toBe('ip-10-20-48-31');
    expect(nodeWord('10.20.48.31')).toBe('10.20.48.31');
    expect(nodeWord(null)).toBe('no node');
  });
});

describe('a line to type', () => {
  const pod = { kind: 'Pod', namespace: 'shop', name: 'checkout-a' };

  it('names kind, name and namespace', () => {
    expect(look.describe(pod)).toBe('/incident describe pod/checkout-a -n shop');
    expect(look.describe({ kind: 'Node', namespace: null, name: 'a' })).toBe('/incident describe node/a');
    expect(look.logs(pod, { container: 'app', previous: true })).toBe(
      '/incident logs pod/checkout-a -n shop -c app --previous',
    );
    expect(look.get('pods', 'shop', 'app=x')).toBe('/incident get pods -n shop -l app=x');
  });
});
