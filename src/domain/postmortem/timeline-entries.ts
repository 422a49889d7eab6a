import type { MirrorRecord } from '../mirror-record.ts';
import { factEntries } from './fact-entries.ts';
import { type Material, messageKey } from './material.ts';
import { messageEntry } from './message-entry.ts';
import type { TimelineEntry } from './postmortem.ts';

/**
 * Everything that happened and everything that others wrote, sorted: by time, then facts before messages, facts in the
 * order of the log, messages by their ts and channel. Our own messages only say what the facts say.
 */
export function timelineEntries(material: Material): readonly TimelineEntry[] {
  const facts = factEntries(material).map((entry, index) => ({ entry, rank: index, word: '' }));
  const messages = messageEntries(material).map(({ entry, record }) => ({
    entry,
    rank: Number.POSITIVE_INFINITY,
    word: messageOrder(record),
  }));
  return [...facts, ...messages]
    .toSorted((a, b) => a.entry.at - b.entry.at || compareRank(a.rank, b.rank) || compareText(a.word, b.word))
    .map(({ entry }) => entry);
}

function messageEntries(
  material: Material,
): readonly { readonly entry: TimelineEntry; readonly record: MirrorRecord }[] {
  const marked = markedMessages(material);
  const { marking } = material.source;
  const taken = new Set<string>();
  return material.messages
    .toSorted((a, b) => compareText(messageOrder(a), messageOrder(b)))
    .map((record) => {
      const id = taken.has(record.ts) ? `m${record.ts}-${record.channel}` : `m${record.ts}`;
      taken.add(record.ts);
      const isImportant = marked.has(messageKey(record)) || isMarkedBy(record, marking);
      return { entry: messageEntry(record, material, { id: material.clean(id), isImportant }), record };
    });
}

/** Once marked, always marked: who takes back a reaction does not take it off the timeline. */
function markedMessages({ source }: Material): ReadonlySet<string> {
  return new Set(
    source.facts.flatMap(({ body }) => (body.kind === 'message.marked' ? [messageKey(body.message)] : [])),
  );
}

/** Reactions that came while nobody listened are in no fact. Slack appends the skin tone: `pushpin::skin-tone-3`. */
function isMarkedBy({ reactions }: MirrorRecord, marking: readonly string[]): boolean {
  return Object.entries(reactions).some(
    ([emoji, users]) => users.length > 0 && marking.includes(emoji.split('::')[0] ?? emoji),
  );
}

/** The ts of one millisecond differ in their last digits only, so they sort as texts. */
function messageOrder({ ts, channel }: MirrorRecord): string {
  return `${ts} ${channel}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Infinities are no numbers to subtract. */
function compareRank(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
