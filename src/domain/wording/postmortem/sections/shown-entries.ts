import { MINUTE } from '../../../instant.ts';
import type { TimelineEntry } from '../../../postmortem/postmortem.ts';
import { partyName } from '../party-name.ts';
import type { ZoneTimes } from '../zone-times.ts';

/** What joins within this time of the first is told with it. */
const TOGETHER = 5 * MINUTE;

/** Two are told one by one: their labels say more than a count. */
const MANY = 3;

/** Whether an entry only says that the log holds the digests of messages: a line of bookkeeping that nobody reads. */
export function isSeal({ fact }: TimelineEntry): boolean {
  return fact === 'messages.sealed';
}

/**
 * The entries that are lines of a document; the JSON has all. What only seals messages is left out; groups of alerts that
 * joined within five minutes are one line, where the first of them stands, with how many more there were and by when.
 */
export function shownEntries(timeline: readonly TimelineEntry[], times: ZoneTimes): readonly TimelineEntry[] {
  const runs = runsOfJoined(timeline);
  return timeline.flatMap((entry): readonly TimelineEntry[] => {
    if (isSeal(entry)) return [];
    const run = runs.get(entry);
    if (run === undefined || run.length < MANY) return [entry];
    const last = run.at(-1);
    if (run[0] !== entry || last === undefined) return [];
    const by = times.date(last.at) === times.date(entry.at) ? times.clock(last.at) : times.full(last.at);
    return [{ ...entry, text: `${entry.text}, and ${run.length - 1} more by ${by}` }];
  });
}

/** Each entry of a group that joined, with all that are told with it. */
function runsOfJoined(
  timeline: readonly TimelineEntry[],
): ReadonlyMap<TimelineEntry, readonly TimelineEntry[]> {
  const runs = new Map<TimelineEntry, TimelineEntry[]>();
  const open = new Map<string, TimelineEntry[]>();
  for (const entry of timeline) {
    if (entry.fact !== 'correlation.joined') continue;
    const who = partyName(entry.by);
    const run = open.get(who);
    const begin = run?.[0];
    const joins = run !== undefined && begin !== undefined && entry.at - begin.at <= TOGETHER;
    const its = joins ? run : [];
    its.push(entry);
    open.set(who, its);
    runs.set(entry, its);
  }
  return runs;
}
