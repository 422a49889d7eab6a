import type { Postmortem, TimelineEntry } from '../../../postmortem/postmortem.ts';
import type { Block, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';
import { timelineEntry } from './timeline-entry.ts';

/** Everything that happened, drawn and then line by line, below the team's days. Entries stay in the order they have. */
export function timelineSection({ timeline, full, counts }: Postmortem, times: ZoneTimes): Section {
  const scope = full
    ? `Everything: ${counts.facts} entries of the log and ${counts.messages} messages.`
    : `What matters of ${counts.facts} entries of the log and ${counts.messages} messages, and what people marked.`;
  const clocks = times.isUtc ? 'Times are UTC.' : `Times are those of ${times.zone}, with UTC in brackets.`;
  return {
    name: 'timeline',
    title: 'Timeline',
    blocks: [
      { kind: 'text', text: [`${scope} ${clocks}`] },
      { kind: 'drawing' },
      ...days(timeline, times).flatMap(([day, entries]): readonly Block[] => [
        { kind: 'heading', text: day },
        { kind: 'entries', entries: entries.map((entry) => timelineEntry(entry, times)) },
      ]),
    ],
    prompts: ['What happened outside the channel that belongs here (calls, decisions, other teams)?'],
  };
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
