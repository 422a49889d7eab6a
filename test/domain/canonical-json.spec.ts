import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/domain/canonical-json.ts';

/** Any value that JSON has words for, with any text in it. */
const anyJson = fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 });

/** The same value with the keys of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

describe('canonical JSON', () => {
  it('says the same as JSON', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('has one text for a value, whatever the order in which its keys were set', () => {
    fc.assert(fc.property(anyJson, (value) => canonicalJson(turned(value)) === canonicalJson(value)));
  });

  it('comes back the same after it was stored and read', () => {
    fc.assert(
      fc.property(
        anyJson,
        (value) => canonicalJson(JSON.parse(canonicalJson(value))) === canonicalJson(value),
      ),
    );
  });

  it('has the same text for two values only when JSON says the same of both', () => {
    const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
    fc.assert(
      fc.property(anyJson, anyJson, (a, b) => {
        expect(canonicalJson(a) === canonicalJson(b)).toBe(isDeepStrictEqual(plain(a), plain(b)));
      }),
    );
  });

  it('sorts keys by their UTF-16 code units and writes no spaces', () => {
    const value = { b: [1, 'x', null], a: { '€': true, '\r': 1e21, '1': 0.1 }, '😀': -0 };

    expect(canonicalJson(value)).toBe('{"a":{"\\r":1e+21,"1":0.1,"€":true},"b":[1,"x",null],"😀":0}');
  });

  it('leaves out what is undefined, as JSON does, and keeps its place in a list', () => {
    expect(canonicalJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
    expect(canonicalJson(new Array(2))).toBe('[null,null]');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, Symbol('x')])('refuses %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
