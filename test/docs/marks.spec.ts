import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDraft } from '../../src/domain/wording/postmortem/merge/parse-draft.ts';
import { fences } from './fences.ts';

describe('the draft that docs/postmortem.md shows', () => {
  const [shown = ''] = fences(readFileSync('docs/postmortem.md', 'utf8'), 'markdown');

  it('has marks that a later export understands: a generated part, and one of people that somebody wrote in', () => {
    const { pieces, damaged } = parseDraft(shown, () => []);
    const marked = pieces.filter(({ kind }) => kind !== 'free');

    expect(damaged).toEqual([]);
    expect(marked).toMatchObject([
      { kind: 'section', name: 'summary', isUntouched: true },
      { kind: 'people', name: 'summary', isUntouched: false },
    ]);
  });
});
