import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largeCluster } from '../../../sandbox/cluster/large-cluster.ts';
import type { ViewKind } from '../../../src/domain/cluster/cluster-view.ts';
import { createSlimText } from '../../../src/integrations/kubernetes/field-path-filter.ts';
import { createReading } from '../../../src/integrations/kubernetes/project/reading.ts';
import type { ViewSource } from '../../../src/integrations/kubernetes/view-sources.ts';
import { viewSources } from '../../../src/integrations/kubernetes/view-sources.ts';
import { runs } from '../../setup/runs.ts';

/** The text as the filter leaves it, given in chunks of such sizes in turn. */
const withoutFieldPaths = (json: string, sizes: readonly number[] = [16_384]): string => {
  const text = createSlimText();
  const take = text.open();
  const bytes = Buffer.from(json);
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    take(Buffer.from(bytes.subarray(at, at + size)));
    at += size;
  }
  return text.whole();
};

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

/** Names and texts that look like the field, or like the end of it. */
const tricky = fc.constantFrom(
  'fieldsV1',
  '"fieldsV1":{',
  'a"fieldsV1',
  '\\"fieldsV1',
  '}',
  '{"',
  '\\',
  '\\"',
  'f:spec',
  '.',
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(tricky, fc.string(), fc.integer(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(tricky, fc.constant('fieldsV1'), fc.string()), tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('JSON without field paths', () => {
  it('is the same but for what fieldsV1 held, whatever else looks like it', () => {
    fc.assert(
      fc.property(json, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (value, sizes) => {
        const written = JSON.stringify(value);

        expect(JSON.parse(withoutFieldPaths(written, sizes))).toEqual(emptied(JSON.parse(written)));
        expect(JSON.parse(withoutFieldPaths(written))).toEqual(emptied(JSON.parse(written)));
      }),
      { numRuns: runs(5_000) },
    );
  });

  it('is none when it was none', () => {
    const written = JSON.stringify({ items: [{ fieldsV1: { 'f:spec': {} } }] });

    for (let length = 1; length < written.length; length++) {
      expect(() => JSON.parse(withoutFieldPaths(written.slice(0, length)))).toThrow(SyntaxError);
    }
  });

  it('gives the same view of every kind that is read so', () => {
    const objects = largeCluster({ nodes: 2, pods: 5, now: Date.UTC(2026, 2, 14) });
    const pod = objects.find(({ kind }) => kind === 'Pod') ?? {};
    const { metadata } = JSON.parse(JSON.stringify(pod));
    const sources = Object.entries(viewSources) as [ViewKind, readonly ViewSource<ViewKind>[]][];
    for (const [kind, all] of sources) {
      for (const { project, paths } of all) {
        const written = JSON.stringify({ metadata });
        const [whole, slim] = [written, withoutFieldPaths(written)].map((text) =>
          project(JSON.parse(text), createReading()),
        );

        if (paths) expect(slim, kind).not.toEqual(whole);
        else expect(slim, kind).toEqual(whole);
      }
    }
  });
});
