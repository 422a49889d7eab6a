import { oneLine } from '../../../one-line.ts';
import type { TimelineEntry } from '../../../postmortem/postmortem.ts';
import { partyName } from '../party-name.ts';
import type { SectionEntry, Span } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';

/** By so many characters the beginning of what was written is known again within an entry's words. */
const BEGINNING = 40;

/**
 * One line of the timeline as it is read. What was written in one line stands in the line; what has more lines follows
 * it, and is not said twice. `withDate`: the line stands alone, not below its day.
 */
export function timelineEntry(entry: TimelineEntry, times: ZoneTimes, withDate = false): SectionEntry {
  const { text, quote } = spoken(entry);
  return {
    id: entry.id,
    at: entry.at,
    clock: withDate ? times.full(entry.at) : times.clock(entry.at),
    utc: times.utc(entry.at),
    by: partyName(entry.by),
    text: [text, ...files(entry)],
    quote,
    permalink: entry.permalink,
  };
}

/** The words of a fact often hold the beginning of what was written, or all of it. */
function spoken({ text, quote }: TimelineEntry): { readonly text: string; readonly quote: string | null } {
  const written = oneLine(quote ?? '', Number.MAX_SAFE_INTEGER);
  if (quote === null || written === '') return { text, quote: null };
  const isOneLine = !/[\n\r]/.test(quote.trim());
  if (isOneLine && text.includes(written)) return { text, quote: null };
  const begins = text.indexOf(written.slice(0, BEGINNING));
  const said = (begins < 0 ? text : text.slice(0, begins)).replace(/[\s:]+$/, '');
  if (!isOneLine) return { text: said, quote };
  return { text: said === '' || said === 'wrote' ? written : `${said}: ${written}`, quote: null };
}

function files({ files: shared }: TimelineEntry): readonly Span[] {
  return shared.flatMap(({ name, permalink }): readonly Span[] => [
    ' ',
    permalink === null ? `[file: ${name}]` : { kind: 'link', label: `file: ${name}`, url: permalink },
  ]);
}
