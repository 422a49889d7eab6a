import type { EvidenceItem } from '../evidence.ts';
import type { Fact } from '../fact.ts';
import { oneLine } from '../one-line.ts';
import type { Postmortem } from './postmortem.ts';

/** What is kept with the incident, by when it was made; of several with one id the last. In: facts with clean texts. */
export function keptEvidence(facts: readonly Fact[]): Postmortem['evidence'] {
  const items = new Map<string, EvidenceItem>();
  for (const { body } of facts) {
    if (body.kind !== 'evidence.kept') continue;
    for (const item of body.items) items.set(item.id, item);
  }
  return [...items.values()]
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map(({ id, title, at, bytes, digest }) => ({ id, title: oneLine(title, 300), at, bytes, digest }));
}
