import { expect, it } from 'vitest';
import { factKinds } from '../../src/domain/fact-kinds.ts';
import { sealedEvidence } from '../../src/domain/sealed-evidence.ts';
import { podsAnswered } from '../builders/investigation.ts';
import { everyFact } from './postmortem/every-fact.ts';

it('knows every fact that seals kept texts', () => {
  const sealing = factKinds.filter((kind) => sealedEvidence(everyFact[kind]).length > 0);

  expect(sealing.toSorted()).toEqual([
    'diagnosis.completed',
    'evidence.kept',
    'postmortem.drafted',
    'query.answered',
  ]);
});

it('has what a fact names with a digest, wherever the fact names it', () => {
  // Of messages the records are sealed, not kept texts; `policyDigest` is of the rules.
  const withDigest = factKinds.filter((kind) => /"digest":/.test(JSON.stringify(everyFact[kind])));

  expect(withDigest.filter((kind) => sealedEvidence(everyFact[kind]).length === 0)).toEqual([
    'messages.sealed',
  ]);
});

it('an answer of which nothing was kept seals nothing', () => {
  expect(sealedEvidence({ ...podsAnswered, evidence: null, digest: null })).toEqual([]);
});
