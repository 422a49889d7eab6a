import { refKey, refWords } from '../cluster/object-ref.ts';
import type { Fact } from '../fact.ts';
import type { Confidence, RankedFinding } from '../finding.ts';
import type { Instant } from '../instant.ts';
import type { PostmortemCause } from './postmortem.ts';

const order: Readonly<Record<Confidence, number>> = { proven: 0, consistent: 1, context: 2 };

type Word = {
  readonly key: string;
  readonly finding: RankedFinding;
  readonly firstSeenAt: Instant;
  /** Its place when it was named last: a diagnosis names the best first. */
  readonly place: number;
};

/**
 * What the diagnoses found: the last word on each object of each check, the proven ones first, then what fits. What is
 * only worth knowing is no cause. In: facts with clean texts.
 */
export function causes(facts: readonly Fact[]): readonly PostmortemCause[] {
  const words = new Map<string, Word>();
  for (const { body, at } of facts) {
    if (body.kind !== 'diagnosis.completed') continue;
    for (const [place, finding] of body.findings.entries()) {
      const key = JSON.stringify([body.cluster, finding.check, refKey(finding.object)]);
      words.set(key, { key, finding, place, firstSeenAt: words.get(key)?.firstSeenAt ?? at });
    }
  }
  return [...words.values()]
    .filter(({ finding }) => finding.confidence !== 'context')
    .toSorted(compareWords)
    .map(({ finding, firstSeenAt }) => causeOf(finding, firstSeenAt));
}

function compareWords(a: Word, b: Word): number {
  return (
    order[a.finding.confidence] - order[b.finding.confidence] ||
    a.place - b.place ||
    a.firstSeenAt - b.firstSeenAt ||
    (a.key < b.key ? -1 : 1)
  );
}

function causeOf(finding: RankedFinding, firstSeenAt: Instant): PostmortemCause {
  const { check, object, sentence, confidence, changedAt, evidence } = finding;
  return {
    check,
    object: refWords(object),
    sentence,
    confidence,
    firstSeenAt,
    changedAt,
    evidence: evidence.map(({ kind, label, text }) => ({ label, text, isTable: kind === 'table' })),
  };
}
