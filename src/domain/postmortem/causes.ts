import { type ObjectRef, refKey, refWords } from '../cluster/object-ref.ts';
import type { Fact, FactBody } from '../fact.ts';
import type { Confidence, RankedFinding } from '../finding.ts';
import type { Instant } from '../instant.ts';
import { toldWay } from '../told-way.ts';
import { plainMeaning } from './plain-meaning.ts';
import type { PostmortemCause } from './postmortem-cause.ts';

const order: Readonly<Record<Confidence, number>> = { proven: 0, consistent: 1, context: 2 };

type Word = {
  readonly key: string;
  readonly finding: RankedFinding;
  readonly firstSeenAt: Instant;
  /** Its place when it was named last: a diagnosis names the best first. */
  readonly place: number;
  /** The key of what explained it then. */
  readonly explainedBy: string | null;
};

/**
 * What the diagnoses found: the last word on each object of each check. Proven causes come first, then what fits; each is
 * followed by what it explains, which is no cause of its own however well it is proven. What is only worth knowing is
 * left out. In: facts with clean texts.
 */
export function causes(facts: readonly Fact[]): readonly PostmortemCause[] {
  const words = lastWords(facts);
  const named = words.filter(({ finding }) => finding.confidence !== 'context').toSorted(compareWords);
  const byKey = new Map(named.map((word) => [word.key, word]));
  const rootOf = (word: Word) => rootIn(byKey, word);
  return named
    .filter((word) => rootOf(word) === word)
    .flatMap((lead) => [
      causeOf(lead, null),
      ...named
        .filter((word) => word !== lead && rootOf(word) === lead)
        .map((word) => causeOf(word, lead.finding)),
    ]);
}

/**
 * The cause that explains a finding, over as many steps as it takes: several diagnoses may each have told of one. What
 * explains itself in a circle is a cause of its own.
 */
function rootIn(byKey: ReadonlyMap<string, Word>, word: Word): Word {
  const seen = new Set<string>();
  let root = word;
  for (let next: string | null = word.explainedBy; next !== null; next = root.explainedBy) {
    const above = byKey.get(next);
    if (above === undefined) return root;
    if (seen.has(above.key)) return word;
    seen.add(above.key);
    root = above;
  }
  return root;
}

function lastWords(facts: readonly Fact[]): readonly Word[] {
  const words = new Map<string, Word>();
  for (const { body, at } of facts) {
    if (body.kind !== 'diagnosis.completed') continue;
    const explained = explanations(body);
    for (const [place, finding] of body.findings.entries()) {
      const key = keyOf(body.cluster, finding);
      const firstSeenAt = words.get(key)?.firstSeenAt ?? at;
      words.set(key, { key, finding, place, firstSeenAt, explainedBy: explained.get(key) ?? null });
    }
  }
  return [...words.values()];
}

/** By what each is explained. What explains something is not explained itself: the ranking folds once. */
function explanations({
  cluster,
  findings,
}: Extract<FactBody, { kind: 'diagnosis.completed' }>): ReadonlyMap<string, string> {
  return new Map(
    findings.flatMap((finding) =>
      finding.explains.map((each) => [keyOf(cluster, each), keyOf(cluster, finding)] as const),
    ),
  );
}

function keyOf(cluster: string, { check, object }: { readonly check: string; readonly object: ObjectRef }) {
  return JSON.stringify([cluster, check, refKey(object)]);
}

function compareWords(a: Word, b: Word): number {
  return (
    order[a.finding.confidence] - order[b.finding.confidence] ||
    a.place - b.place ||
    a.firstSeenAt - b.firstSeenAt ||
    (a.key < b.key ? -1 : 1)
  );
}

function causeOf({ finding, firstSeenAt }: Word, by: RankedFinding | null): PostmortemCause {
  const { check, object, sentence, confidence, changedAt, evidence, help } = finding;
  return {
    check,
    object: refWords(object),
    sentence,
    meaning: plainMeaning(check),
    confidence,
    explainedBy: by === null ? null : { check: by.check, object: refWords(by.object) },
    way: toldWay(finding).map(refWords),
    firstSeenAt,
    changedAt,
    evidence: evidence.map(({ kind, label, text }) => ({ label, text, isTable: kind === 'table' })),
    help: help?.text ?? null,
  };
}
