import type { Postmortem, TimelineEntry } from '../../../postmortem/postmortem.ts';
import type { Block, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';
import { isSeal, shownEntries } from './shown-entries.ts';
import { timelineEntry } from './timeline-entry.ts';

/**
 * Everything that happened that a reader wants to see, drawn and then line by line, below the team's days. Entries stay
 * in the order they have.
 */
export function timelineSection({ timeline, full, counts }: Postmortem, times: ZoneTimes): Section {
  const scope = full
    ? `Everything: ${counts.facts} entries of the log and ${counts.messages} messages.${onlyInJson(timeline)}`
    : `What matters of ${counts.facts} entries of the log and ${counts.messages} messages, and what people marked.`;
  const clocks = times.isUtc ? 'Times are UTC.' : `Times are those of ${times.zone}, with UTC in brackets.`;
  return {
    name: 'timeline',
    title: 'Timeline',
    blocks: [
      { kind: 'text', text: [`${scope} ${clocks}`] },
      { kind: 'drawing' },
      ...days(shownEntries(timeline, times), times).flatMap(([day, entries]): readonly Block[] => [
        { kind: 'heading', text: day, anchor: `day-${times.date(entries[0]?.at ?? 0)}` },
        { kind: 'entries', entries: entries.map((entry) => timelineEntry(entry, times)) },
      ]),
    ],
    prompts: ['What happened outside the channel that belongs here (calls, decisions, other teams)?'],
  };
}

function onlyInJson(timeline: readonly TimelineEntry[]): string {
  const seals = timeline.filter(isSeal).length;
  if (seals === 0) return '';
  return seals === 1
    ? ' One entry, which only seals messages in the log, is in the JSON draft alone.'
    : ` ${seals} entries, which only seal messages in the log, are in the JSON draft alone.`;
}

function days(
  timeline: readonly TimelineEntry[],
  times: ZoneTimes,
): readonly (readonly [string, readonly TimelineEntry[]])[] {
  const byDay = new Map<string, TimelineEntry[]>();
  for (const entry of timeline) {
    const day = times.day(entry.at);
    const known = byDay.get(day);
    if (known) known.push(entry);
    else byDay.set(day, [entry]);
  }
  return [...byDay];
}
