import type { Fact } from '../fact.ts';
import { factEntryKind } from './fact-entry-kind.ts';
import { factText } from './fact-text.ts';
import { importantFacts } from './important-facts.ts';
import { type Material, messageKey } from './material.ts';
import type { TimelineEntry } from './postmortem.ts';
import { toldIn } from './told-in.ts';
import { writtenInFact } from './written-in-fact.ts';

/** Every fact of the log as an entry of the timeline, in the order of the log. */
export function factEntries(material: Material): readonly TimelineEntry[] {
  const { facts, source, naming, clean, parties, link } = material;
  const shown = new Set(material.messages.map(messageKey));
  const important = importantFacts(facts, (message) => shown.has(messageKey(message)));
  const told = toldIn(source.incident.id, facts);
  const questions = new Map(
    facts.flatMap(({ body }) =>
      body.kind === 'query.asked' ? [[body.query, body.question.text] as const] : [],
    ),
  );
  return facts.map((fact): TimelineEntry => {
    const { body, at, version, by } = fact;
    const ref = body.kind === 'message.marked' ? body.message : told.get(version);
    return {
      at: momentOf(fact),
      id: `f${version}`,
      kind: factEntryKind(body.kind),
      fact: body.kind,
      by: parties.ofActor(by),
      text: factText(fact, { naming, clean, questions }),
      quote: quoteOf(material, fact),
      permalink: ref === undefined ? null : link(ref),
      important: important.has(fact) && Number.isFinite(at),
      edited: false,
      deleted: false,
      thread: null,
      files: [],
    };
  });
}

/** A moment that is none would put the whole timeline out of order. */
function momentOf({ at, recordedAt }: Fact): number {
  return Number.isFinite(at) ? at : Number.isFinite(recordedAt) ? recordedAt : 0;
}

/** The door took Slack's notation off already: a fact's text is what was meant. */
function quoteOf({ clean }: Material, { body }: Fact): string | null {
  const written = writtenInFact(body);
  return written === null ? null : clean(written).trim();
}
