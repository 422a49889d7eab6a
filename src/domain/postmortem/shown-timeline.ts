import type { TimelineEntry } from './postmortem.ts';
import { shortened } from './shortened.ts';

/** What stands in the draft: with `full` everything as it is; else what is important, with long quotes cut. */
export function shownTimeline(entries: readonly TimelineEntry[], full: boolean): readonly TimelineEntry[] {
  if (full) return entries;
  return entries
    .filter(({ important }) => important)
    .map((entry) => (entry.quote === null ? entry : { ...entry, quote: shortened(entry.quote) }));
}
