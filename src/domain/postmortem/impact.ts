import type { Material } from './material.ts';
import type { TimelineEntry } from './postmortem.ts';

/** What was said of the impact on the way: updates, and why the severity was changed. In: all entries, sorted. */
export function impact({ facts }: Material, entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const ids = new Set(
    facts.flatMap(({ body, version }) =>
      body.kind === 'update.posted' || body.kind === 'severity.changed' ? [`f${version}`] : [],
    ),
  );
  return entries.filter(({ id }) => ids.has(id));
}
