import { oneLine } from '../../../one-line.ts';
import type { TimelineEntry } from '../../../postmortem/postmortem.ts';
import { partyName } from '../party-name.ts';
import type { Rich, SectionEntry, Span } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';

/**
 * One line of the timeline as it is read. What was written in one line stands in the line; what has more lines follows
 * it. `withDate`: the line stands alone, not below its day.
 */
export function timelineEntry(entry: TimelineEntry, times: ZoneTimes, withDate = false): SectionEntry {
  const quote = entry.deleted ? null : entry.quote;
  const isInline = quote !== null && !/[\n\r]/.test(quote.trim());
  return {
    id: entry.id,
    at: entry.at,
    clock: withDate ? times.full(entry.at) : times.clock(entry.at),
    utc: times.utc(entry.at),
    by: partyName(entry.by),
    text: [...saying(entry, quote, isInline), ...remarks(entry)],
    quote: isInline || quote?.trim() === '' ? null : quote,
    permalink: entry.permalink,
  };
}

/** The line's own text is left out where it is only the beginning of what was written. */
function saying(entry: TimelineEntry, quote: string | null, isInline: boolean): Rich {
  if (entry.deleted) return ['wrote something and deleted it'];
  if (quote === null) return [entry.text];
  const written = oneLine(quote, Number.MAX_SAFE_INTEGER);
  const start = entry.text.replace(/…$/, '').trim();
  const said = written.startsWith(start) ? '' : entry.text;
  if (!isInline) return said === '' ? ['wrote'] : [said];
  return said === '' ? [written] : [`${said}: ${written}`];
}

function remarks(entry: TimelineEntry): Rich {
  const words = [
    ...(entry.thread === null ? [] : ['in a thread']),
    ...(entry.edited && !entry.deleted ? ['edited'] : []),
  ];
  const files = entry.files.flatMap(({ name, permalink }): readonly Span[] => [
    ' ',
    permalink === null ? `[file: ${name}]` : { kind: 'link', label: `file: ${name}`, url: permalink },
  ]);
  return words.length === 0 ? files : [` (${words.join(', ')})`, ...files];
}
