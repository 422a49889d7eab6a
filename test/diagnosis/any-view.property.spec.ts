import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadStory } from '../../sandbox/stories/load-story.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { ClusterView, ViewKind, ViewObjects } from '../../src/domain/cluster/cluster-view.ts';
import { subjectOf } from '../../src/domain/cluster/subject-of.ts';
import { HOUR } from '../../src/domain/instant.ts';
import { fields } from '../../src/integrations/kubernetes/project/fields.ts';
import { createReading } from '../../src/integrations/kubernetes/project/reading.ts';
import { viewKinds, viewSources } from '../../src/integrations/kubernetes/view-sources.ts';
import { subject, view } from '../builders/cluster.ts';
import { runs } from '../setup/runs.ts';

const NOW = Date.UTC(2026, 2, 14, 3, 7);
const stories = [
  'bad-rollout',
  'calico-on-eks',
  'dead-webhook',
  'exposed-dashboard',
  'latest-tag',
  'one-node',
];

/** Objects of a story as a view holds them, without a server between. */
function projected(name: string): ViewObjects {
  const { objects } = loadStory(name, { now: NOW });
  const reading = createReading();
  const found = Object.fromEntries(
    viewKinds.map((kind) => [
      kind,
      viewSources[kind].flatMap(({ resource, project }) =>
        objects
          .filter((object) => object.kind === resource.kind)
          .map((object) => project(fields(object), reading)),
      ),
    ]),
  );
  return found as unknown as ViewObjects;
}

const told = new Map(stories.map((name) => [name, projected(name)]));

/** What the contract allows to be null, whoever wrote the object. */
const nullable = new Set([
  'changedAt',
  'startedAt',
  'finishedAt',
  'deletionAt',
  'owner',
  'node',
  'ip',
  'state',
  'lastState',
  'readiness',
  'liveness',
  'renewedAt',
  'podCidr',
  'priorityClass',
]);

/** A Service's selector is only pairs, and always there. */
const isLabelSelector = (value: unknown) =>
  typeof value === 'object' && value !== null && 'expressions' in value;

/** The same objects with some of what may be missing missing, and some lists empty. `chance`: 0 to 1. */
function worn<T>(value: T, miss: () => boolean): T {
  if (Array.isArray(value)) return (miss() ? [] : value.map((each) => worn(each, miss))) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      (nullable.has(name) || (name === 'selector' && isLabelSelector(inner))) && miss()
        ? null
        : worn(inner, miss),
    ]),
  ) as T;
}

/** Yes or no by a seed, so that a case can be told again. */
function coin(seed: number, chance: number): () => boolean {
  let state = seed | 0;
  return () => {
    // The mulberry32 generator: public domain, and enough to scatter.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296 < chance;
  };
}

const cases = fc.record({
  story: fc.constantFrom(...stories),
  seed: fc.integer(),
  chance: fc.constantFrom(0, 0.02, 0.1, 0.3),
  asked: fc.subarray([...viewKinds], { minLength: 8 }),
  forbidden: fc.subarray([...viewKinds], { maxLength: 4 }),
  known: fc.boolean(),
});

describe('any view', () => {
  it('is diagnosed without a throw, and what is said of it can be shown', () => {
    fc.assert(
      fc.property(cases, ({ story, seed, chance, asked, forbidden, known }) => {
        const all = worn(told.get(story) as ViewObjects, coin(seed, chance));
        const read = (kind: ViewKind) => (asked.includes(kind) && !forbidden.includes(kind) ? all[kind] : []);
        const seen = view({
          ...(Object.fromEntries(viewKinds.map((kind) => [kind, read(kind)])) as Partial<ClusterView>),
          takenAt: NOW,
          asked,
          gaps: forbidden.map((kind) => ({ kind, namespace: null, why: 'forbidden', sentence: 'may not' })),
        });
        const { alerts } = loadStory(story, { now: NOW }).story;
        const about = known ? subjectOf(alerts.map(({ labels }) => labels)) : null;

        const { findings } = diagnose({ view: seen, subject: about ?? subject(), onset: NOW - HOUR / 3 });

        for (const { sentence, evidence, lookNext } of findings) {
          const text = [sentence, ...evidence.map((each) => `${each.label} ${each.text}`), ...lookNext].join(
            '\n',
          );
          expect(text).not.toMatch(/undefined|NaN|Infinity|\[object|null of|Invalid/);
          expect(sentence).not.toContain('\n');
          expect(sentence.length).toBeLessThan(1_200);
        }
      }),
      { numRuns: runs(25) },
    );
  });
});
