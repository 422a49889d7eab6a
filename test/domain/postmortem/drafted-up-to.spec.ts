import { describe, expect, it } from 'vitest';
import type { FactBody } from '../../../src/domain/fact.ts';
import { draftedUpTo, keptTexts, sealedTexts } from '../../../src/domain/postmortem/drafted-up-to.ts';
import { aDeclaration } from '../../builders/incident.ts';
import { aSource, later } from './a-source.ts';
import { everyFact } from './every-fact.ts';

const OURS = '1700000001.000100';
const THEIRS = '1700000002.000100';

const seal = (...records: readonly string[]): FactBody => ({
  ...{ kind: 'messages.sealed', channel: 'C1', records: records.map((ts) => ({ ts, digest: 'ab' })) },
});
const step = (key: string): FactBody => ({ kind: 'step.done', step: key, ref: null });

const logOf = (bodies: readonly FactBody[]) =>
  aSource([aDeclaration(), ...bodies].map((body, i) => later(i, body))).facts;
const upTo = (bodies: readonly FactBody[]) => draftedUpTo(logOf(bodies), ({ ts }) => ts === OURS);

const note: FactBody = { kind: 'note.added', text: 'it is the cache' };

/** All that one draft leaves in the log. */
const ofADraft: readonly FactBody[] = [
  ...[step('ask-postmortem:0'), everyFact['postmortem.asked'], step('post-export:1'), seal(OURS)],
  ...[everyFact['postmortem.drafted'], step('tell-export:1'), step('close-export:1'), seal(OURS)],
  ...[step('tell-asker:1'), everyFact['postmortem.cancelled']],
];

describe('a draft', () => {
  it('is made up to the last fact that is not about drafts', () => {
    expect(upTo([note, ...ofADraft])).toBe(2);
    expect(upTo([note, ...ofADraft, ...ofADraft])).toBe(2);
    expect(upTo(ofADraft)).toBe(1);
  });

  it('has what is new, with all that stands before it', () => {
    expect(upTo([note, ...ofADraft, note])).toBe(ofADraft.length + 3);
    expect(upTo([...ofADraft, seal(OURS, THEIRS)])).toBe(ofADraft.length + 2);
    expect(upTo([...ofADraft, step('pin-card')])).toBe(ofADraft.length + 2);
  });

  it('of a log of nothing else is made of that', () => {
    expect(draftedUpTo([], () => true)).toBe(0);
  });
});

it('a message that was sealed more than once is one text', () => {
  expect(sealedTexts(logOf([seal(OURS, THEIRS), note, seal(THEIRS)]))).toBe(2);
  expect(sealedTexts(logOf([note]))).toBe(0);
});

it('a text that was kept more than once is one text', () => {
  const answered = everyFact['query.answered'];

  expect(keptTexts(logOf([everyFact['evidence.kept'], note, everyFact['evidence.kept'], answered]))).toBe(2);
  expect(keptTexts(logOf([note]))).toBe(0);
});
