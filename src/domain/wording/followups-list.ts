import type { Document, Line } from '../document.ts';
import { type Followup, followupsOf } from '../followup.ts';
import type { Incident } from '../incident.ts';
import { oneLine } from '../one-line.ts';
import { actorWord } from './actor-words.ts';
import { followupCount, followupTerms } from './followup-words.ts';
import { inParts } from './in-parts.ts';

/** The action items of an incident: the open ones, then the last ones that are done, each with who added it. */
export function followupsList(incident: Incident): Document {
  const { last, list } = followupsOf(incident);
  const count = followupCount(incident);
  if (count === null) {
    const line: Line = [
      `${incident.id} has no action items. To add one: /incident followup Write the runbook`,
    ];
    return { push: line, parts: [{ kind: 'text', lines: [line] }] };
  }
  const open = list.filter(({ done }) => !done);
  const done = list.filter((each) => each.done);
  const forgotten = last - list.length;
  return {
    push: [`${incident.id}: ${count}.`],
    parts: [
      { kind: 'text', lines: [[{ kind: 'bold', text: `${incident.id}: ${count}` }]] },
      ...inParts([...open, ...done].map(followupLine)),
      ...(forgotten > 0
        ? [{ kind: 'context', lines: [[`and ${forgotten} more that were done earlier`]] } as const]
        : []),
    ],
  };
}

function followupLine(item: Followup): Line {
  return [
    { kind: 'bold', text: `${item.followup}${item.done ? ' ✓' : ''}` },
    ` ${oneLine(item.text, 300)} · `,
    item.owner === null ? 'nobody’s yet' : { kind: 'user', user: item.owner },
    ...followupTerms({ owner: null, due: item.due }),
    ' · added by ',
    actorWord(item.by),
  ];
}
