import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largeCluster } from '../../../sandbox/cluster/large-cluster.ts';
import { createReading } from '../../../src/integrations/kubernetes/project/reading.ts';
import { runs } from '../../setup/runs.ts';
import { allSources, slim, tricky } from './slim-page.ts';

/** What it promises, done the slow way: behind the parser. */
const emptied = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(emptied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'fieldsV1' && typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? {}
        : emptied(inner),
    ]),
  );
};

/** The same of whole lists of managers. */
const unmanaged = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(unmanaged);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'managedFields' && Array.isArray(inner) ? [] : unmanaged(inner),
    ]),
  );
};

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(tricky, fc.string(), fc.integer(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(tricky, fc.constantFrom('fieldsV1', 'managedFields', 'spec'), fc.string()),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

describe('JSON without managers', () => {
  it('is the same but for what managedFields held, whatever else looks like it', () => {
    fc.assert(
      fc.property(json, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (value, sizes) => {
        const written = JSON.stringify(value);

        expect(JSON.parse(slim(written, { sizes, managers: 'none' }))).toEqual(
          unmanaged(JSON.parse(written)),
        );
      }),
      { numRuns: runs(5_000) },
    );
  });

  it('is none when it was none', () => {
    const written = JSON.stringify({ items: [{ managedFields: [{ manager: 'helm' }], other: [] }] });

    for (let length = 1; length < written.length; length++) {
      expect(() => JSON.parse(slim(written.slice(0, length), { managers: 'none' }))).toThrow(SyntaxError);
    }
  });
});

describe('JSON without field paths', () => {
  it('is the same but for what fieldsV1 held, whatever else looks like it', () => {
    fc.assert(
      fc.property(json, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (value, sizes) => {
        const written = JSON.stringify(value);

        expect(JSON.parse(slim(written, { sizes }))).toEqual(emptied(JSON.parse(written)));
      }),
      { numRuns: runs(5_000) },
    );
  });

  it('is none when it was none', () => {
    const written = JSON.stringify({ items: [{ fieldsV1: { 'f:spec': {} } }] });

    for (let length = 1; length < written.length; length++) {
      expect(() => JSON.parse(slim(written.slice(0, length)))).toThrow(SyntaxError);
    }
  });

  it('gives the same view of every kind that is read so', () => {
    const objects = largeCluster({ nodes: 2, pods: 5, now: Date.UTC(2026, 2, 14) });
    const pod = objects.find(({ kind }) => kind === 'Pod') ?? {};
    const { metadata } = JSON.parse(JSON.stringify(pod));
    for (const [kind, { project, managers = 'names' }] of allSources) {
      const written = JSON.stringify({ metadata });
      const [whole, named, bare] = [written, slim(written), slim(written, { managers: 'none' })].map((text) =>
        project(JSON.parse(text), createReading()),
      );

      if (managers === 'paths') expect(named, kind).not.toEqual(whole);
      else expect(named, kind).toEqual(whole);
      if (managers === 'none') expect(bare, kind).toEqual(whole);
      else expect(bare, kind).not.toEqual(whole);
    }
  });
});
