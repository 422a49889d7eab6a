import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { warningsOf } from '../../../src/integrations/kubernetes/warnings-of.ts';

const warned = (name: string): readonly string[] => {
  const file = new URL(`../../fixtures/kubernetes/${name}.json`, import.meta.url);
  return warningsOf([JSON.parse(readFileSync(file, 'utf8')).response.headers.warning].flat());
};

describe('the warnings of an answer', () => {
  it.each([
    ['0723-patch-unknown-field-warning', ['unknown field "spec.replica"']],
    ['1014-webhook-allows-with-warning-header', ['seen by the image policy']],
    ['1046-two-warnings-unknown-and-duplicate-field', ['duplicate field "data"', 'unknown field "dta"']],
    ['1047-deprecated-api-warning', ['v1 ComponentStatus is deprecated in v1.19+']],
  ])('are those of %s', (name, texts) => {
    expect(warned(name)).toEqual(texts);
  });

  it('are told apart when a proxy put them into one header, also with a date', () => {
    const joined = '299 - "first, \\"really\\"" "Sat, 21 Nov 2026 04:00:00 GMT", 299 - "second"';

    expect(warningsOf([joined])).toEqual(['first, "really"', 'second']);
  });

  it('are each told once, and only those of the API server', () => {
    expect(warningsOf(['299 - "same"', '299 - "same"', '110 proxy "stale"'])).toEqual(['same']);
  });

  it('are shown as they are when they can not be read, rather than not at all', () => {
    expect(warningsOf(['299 - "good", and then something'])).toEqual(['good', 'and then something']);
    expect(warningsOf(['no warning at all'])).toEqual(['no warning at all']);
    expect(warningsOf([''])).toEqual([]);
  });

  it('hold no secrets', () => {
    expect(warningsOf(['299 - "password=hunter2hunter2 is deprecated"'])).toEqual([
      'password=[redacted] is deprecated',
    ]);
  });
});
