import { describe, expect, it } from 'vitest';
import { aDiagnosis, aFinding } from '../../builders/investigation.ts';
import { draft } from './a-draft.ts';
import { later } from './a-source.ts';

const finding = (name: string, explains: readonly string[] = []) =>
  aFinding({
    object: { kind: 'Pod', namespace: 'shop', name },
    sentence: name,
    confidence: 'proven',
    explains: explains.map((each) => aFinding({ object: { kind: 'Pod', namespace: 'shop', name: each } })),
  });

/** Each diagnosis with what it found: the sentences of the causes, and what explains each. */
const causesOf = (...diagnoses: readonly (readonly ReturnType<typeof aFinding>[])[]) =>
  draft(diagnoses.map((findings, n) => later(n + 1, aDiagnosis({ diagnosis: n + 1, findings })))).causes.map(
    ({ sentence, explainedBy }) => [sentence, explainedBy?.object.split('/').at(-1) ?? null],
  );

describe('causes of several diagnoses', () => {
  it('stand each below the one that explains it at last, however many told of it', () => {
    expect(causesOf([finding('a', ['b']), finding('b')], [finding('c', ['a']), finding('a')])).toEqual([
      ['c', null],
      ['a', 'c'],
      ['b', 'c'],
    ]);
  });

  it('are all there when they explain each other in a circle', () => {
    const told = causesOf([finding('a', ['b']), finding('b')], [finding('b', ['a']), finding('a')]);

    expect(told.map(([sentence]) => sentence).toSorted()).toEqual(['a', 'b']);
  });
});
