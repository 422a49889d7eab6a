import type { Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import type { Notice, NoticeBody } from '../notice.ts';
import { actorWord } from './actor-words.ts';
import { draftTerms } from './export-terms.ts';
import type { Saying } from './saying.ts';

type Body = Extract<NoticeBody, { readonly kind: 'postmortem' }>;

/** More parts than this are counted only: they are easily found by the word that is said. */
const NAMED = 6;

/** Says that a draft is there, where, what stands in the way of a place, and where people have to look at it. */
export function draftSaying(body: Body, { id }: Incident, { by }: Notice): Saying {
  const why: Line = by.kind === 'person' ? [', asked for by ', actorWord(by)] : [', made because it is over'];
  return {
    line: [
      { kind: 'bold', text: `Postmortem draft ${body.export}` },
      ` of ${id}`,
      ...why,
      `: ${draftTerms(body)}.`,
      ...(body.failed.length === 0 ? [] : again(id)),
      ...conflictsText(body.conflicts ?? []),
    ],
    quote: body.missing.length === 0 ? null : body.missing.join('\n'),
  };
}

function again(id: string): Line {
  return [' Once that is mended, ', { kind: 'code', text: `/incident postmortem ${id}` }, ' tries again.'];
}

function conflictsText(sections: readonly string[]): Line {
  const [first, ...others] = sections;
  if (first === undefined) return [];
  const count = others.length === 0 ? 'one part' : `${sections.length} parts`;
  const named = sections
    .slice(0, NAMED)
    .flatMap((section, i): Line => [...(i === 0 ? [] : [', ']), { kind: 'code', text: section }]);
  return [
    ` In ${count} of the Markdown people had changed what is generated (`,
    ...named,
    ...(sections.length > NAMED ? [' …'] : []),
    '): theirs and the newer text stand there together. Look for “Conflict in”.',
  ];
}
