import { isPerson } from '../actor.ts';
import type { Line } from '../document.ts';
import type { Fact } from '../fact.ts';
import { MINUTE } from '../instant.ts';
import { oneLine } from '../one-line.ts';
import { factWords } from '../wording/fact-words.ts';
import type { CleanText } from './clean-text.ts';
import { momentText, type Naming, plainLine } from './plain-line.ts';

/** No words of ours are longer; this only bounds what nobody foresaw. */
const LONGEST = 1_000;

/** What a fact says, as the rest of a sentence after its time and who did it: one clean line without markup. */
export function factText(fact: Fact, { naming, clean, questions }: FactTextDeps): string {
  const { body, by } = fact;
  const said = (() => {
    if (body.kind === 'note.added') return `noted${writtenLater(fact)}`;
    if (body.kind === 'update.posted') return 'posted an update';
    // The plan that was approved stands with the change itself; its hash tells a reader nothing.
    if (body.kind === 'action.approved') return `approved proposal ${body.proposal}`;
    // Who did it stands before it: `Ana: Ana is commander` would name her twice.
    if (body.kind === 'role.assigned' && isPerson(by)) {
      const taken = body.previous === null ? '' : `, instead of ${naming.person(body.previous)}`;
      if (by.user === body.user) return `took the role ${body.role}${taken}`;
      return `gave the role ${body.role} to ${naming.person(body.user)}${taken}`;
    }
    const text = plainLine(factWordsOf(fact), naming);
    const asked = body.kind === 'query.answered' ? questions.get(body.query) : undefined;
    return asked === undefined ? text : `${text} (asked: ${asked})`;
  })();
  return oneLine(clean(said), LONGEST);
}

export type FactTextDeps = {
  readonly naming: Naming;
  readonly clean: CleanText;
  /** What was asked, by the question's number. */
  readonly questions: ReadonlyMap<number, string>;
};

/** The words of a fact as the timeline in Slack has them, whatever version wrote it. */
export function factWordsOf(fact: Fact): Line {
  try {
    return factWords(fact);
  } catch {
    // A newer version may have written a kind of change, a status or a step that the words here do not expect.
    return [`something this version has no words for (${String(fact.body.kind)})`];
  }
}

/** Who writes down what happened a while ago says so; the moment of writing tells how well it was remembered. */
function writtenLater({ at, recordedAt }: Fact): string {
  return recordedAt - at < MINUTE ? '' : `, written down at ${momentText(recordedAt)}`;
}
