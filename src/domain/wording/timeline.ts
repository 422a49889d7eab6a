import type { Door } from '../actor.ts';
import type { Document, Line } from '../document.ts';
import type { Fact, FactKind } from '../fact.ts';
import type { Incident } from '../incident.ts';
import { actorWord } from './actor-words.ts';
import { factWords } from './fact-words.ts';
import { headline } from './headline.ts';
import { inParts, lineSize } from './in-parts.ts';

/** How many facts the timeline shows, unless told. */
export const TIMELINE_SHOWN = 15;

/** More than this does not fit one message. */
export const TIMELINE_MOST = 30;

/** A message holds about 10,000 characters with its markup; this leaves room for title and rendering. */
const MESSAGE = 8_800;

/** Our own steps that went well, seals, and how far a change is, are in the log but are no news to people. */
const quiet: readonly FactKind[] = ['step.done', 'messages.sealed', 'action.progressed'];

const doorWord: Readonly<Record<Door, string | null>> = {
  'slash-command': 'command',
  button: 'button',
  modal: 'form',
  shortcut: 'shortcut',
  reaction: 'reaction',
  pin: 'pin',
  'slack-event': null,
  alert: null,
  timer: null,
};

/** The last `shown` facts that people care about, in the order in which they happened, with when, who and by which door. */
export function timeline(incident: Incident, facts: readonly Fact[], shown = TIMELINE_SHOWN): Document {
  const told = facts
    .filter((fact) => !quiet.includes(fact.body.kind))
    .toSorted((a, b) => a.at - b.at || a.version - b.version);
  const last = fitting(told.slice(-Math.min(TIMELINE_MOST, Math.max(1, shown))).map(factLine));
  const earlier = told.length - last.length;
  const title = `${incident.id}: what happened`;
  return {
    push: [`${headline(incident)}: timeline of ${incident.id}`],
    parts: [
      {
        kind: 'text',
        lines: [[{ kind: 'bold', text: title }, ...(earlier ? [` (${earlier} earlier, not shown)`] : [])]],
      },
      ...inParts(last),
    ],
  };
}

/** The last lines that fit one message together; at least one. What is left out are the oldest, not the newest. */
function fitting(lines: readonly Line[]): readonly Line[] {
  let size = 0;
  const first = lines.findLastIndex((line) => {
    size += lineSize(line);
    return size > MESSAGE;
  });
  return lines.slice(Math.min(first + 1, lines.length - 1));
}

function factLine(fact: Fact): Line {
  const door = doorWord[fact.door];
  const [first, ...rest] = factWords(fact);
  const lead = door === null ? ': ' : ` (${door}): `;
  return [
    { kind: 'time', at: fact.at, style: 'date-time' },
    ' · ',
    actorWord(fact.by),
    // One text instead of two: markup counts against what fits.
    ...(typeof first === 'string' ? [lead + first] : [lead, ...(first ? [first] : [])]),
    ...rest,
  ];
}
