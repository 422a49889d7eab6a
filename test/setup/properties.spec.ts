import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { propertySettings } from './property-settings.ts';
import { runs } from './runs.ts';

const specs = globSync('test/**/*.ts').filter((file) => !file.startsWith('test/setup/'));
const withProperties = specs.filter((file) => readFileSync(file, 'utf8').includes("from 'fast-check'"));

describe('property tests', () => {
  it('have the seed and the number of cases of the run', () => {
    expect(fc.readConfigureGlobal()).toMatchObject({ seed: inject('properties').seed, numRuns: runs(100) });
  });

  it('are found', () => {
    expect(withProperties.length).toBeGreaterThan(40);
  });

  it.each(withProperties)('%s leaves the seed to the run, and asks for its cases by runs()', (file) => {
    const text = readFileSync(file, 'utf8');

    expect(text).not.toContain('configureGlobal');
    expect([...text.matchAll(/numRuns: (?!runs\()[^,\n]*/g)].map(([found]) => found)).toEqual([]);
    expect(text).not.toMatch(/fc\.(?:assert|check)\([^;]*\bseed: -?\d/);
  });
});

describe('the settings of property tests', () => {
  it('are the same in every run that guards a change', () => {
    expect(propertySettings('guard', {}, 0.1)).toEqual(propertySettings('guard', {}, 0.9));
    expect(propertySettings('guard', {}, 0.1)).toMatchObject({ factor: 1, atMost: null });
  });

  it('are others in every hunt, with many more cases and an end', () => {
    const settings = propertySettings('hunt', {}, 0.25);

    expect(settings.seed).toBe(2 ** 29);
    expect(settings.seed).not.toBe(propertySettings('hunt', {}, 0.5).seed);
    expect(settings.factor).toBeGreaterThan(1);
    expect(settings.atMost).toBeGreaterThan(0);
  });

  it('repeat a hunt by its seed and its factor', () => {
    const env = { KEYTURN_PROPERTY_SEED: '42', KEYTURN_PROPERTY_RUNS: '200' };

    expect(propertySettings('hunt', env, 0.25)).toMatchObject({ seed: 42, factor: 200 });
  });

  it.each(['many', '0', '-1', '1.5'])('refuse %s', (text) => {
    expect(() => propertySettings('hunt', { KEYTURN_PROPERTY_RUNS: text }, 0)).toThrow(
      'KEYTURN_PROPERTY_RUNS',
    );
  });
});
