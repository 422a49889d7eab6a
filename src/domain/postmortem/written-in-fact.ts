import type { FactBody } from '../fact.ts';

/** Up to here the words of a fact show what was written; longer texts they cut. UTF-16 units. */
const SHOWN = 300;

/**
 * What somebody wrote with a fact and its words do not show whole: notes and updates always, reasons when they are long
 * or of several lines. Null: the words say it all.
 */
export function writtenInFact(body: FactBody): string | null {
  if (body.kind === 'note.added' || body.kind === 'update.posted') return body.text;
  const text = reasonIn(body);
  return text !== null && (text.length > SHOWN || text.trim().includes('\n')) ? text : null;
}

function reasonIn(body: FactBody): string | null {
  switch (body.kind) {
    case 'incident.cancelled':
      return body.text;
    case 'action.proposed':
      return body.wish.reason;
    case 'diagnosis.completed':
      return body.findings[0]?.sentence ?? null;
    case 'action.superseded':
      return body.moved.join('\n');
    case 'action.refused':
    case 'action.click-refused':
      return body.why;
    case 'watch.changed':
      return [body.summary, ...body.changes].join('\n');
    case 'title.changed':
      return body.to;
    case 'query.answered':
      return body.summary;
    case 'incident.declared':
      return body.title;
    default:
      if ('reason' in body && typeof body.reason === 'string') return body.reason;
      return 'sentence' in body ? body.sentence : null;
  }
}
