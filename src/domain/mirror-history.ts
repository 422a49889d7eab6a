import type { ChannelMessage } from './channel-event.ts';
import { compareTs } from './message-ts.ts';
import { blank, buried, changed, isTombstone, observed } from './mirror.ts';
import { withReactionsOf } from './mirror-reactions.ts';
import type { MirrorRecord } from './mirror-record.ts';
import { sameContent } from './mirror-versions.ts';

/**
 * What a message read back from history makes of its record; null: nothing changes. History is a view of the channel
 * that holds everything up to `asOf` (a Slack ts); it never overwrites something newer, and never revives what was
 * deleted.
 */
export function applyHistory(
  record: MirrorRecord | null,
  message: ChannelMessage,
  view: { readonly channel: string; readonly asOf: string; readonly ourBot: string | null },
): MirrorRecord | null {
  const known = record ?? blank(view.channel, message.ts);
  const after = isTombstone(message)
    ? buried(known, known.deletedTs ?? view.asOf)
    : withReactions(seenInHistory(known, message, view), message, view.asOf);
  return changed(record, after);
}

/**
 * Which of these records were deleted while nobody listened: they are from inside a window that was read completely
 * (`oldest` to `asOf`), and history does not show them. Returns their tombstones.
 */
export function absentFrom(
  window: { readonly oldest: string | null; readonly asOf: string; readonly seen: ReadonlySet<string> },
  records: readonly MirrorRecord[],
): readonly MirrorRecord[] {
  return records
    .filter(
      (record) =>
        !record.deleted &&
        // Only heard of, never seen: it is not known where it stood.
        record.seenTs !== null &&
        !window.seen.has(record.ts) &&
        (window.oldest === null || compareTs(record.ts, window.oldest) > 0) &&
        compareTs(record.ts, window.asOf) <= 0,
    )
    .map((record) => buried(record, window.asOf));
}

function seenInHistory(
  known: MirrorRecord,
  message: ChannelMessage,
  view: { readonly asOf: string; readonly ourBot: string | null },
): MirrorRecord {
  // The text as it is known already is no news; written down again it would be sealed again at every reading.
  const same = known.seenTs !== null && known.editTs === message.editTs && sameContent(known, message);
  const posted = known.seenTs === null && message.editTs === null;
  const seenTs = same ? (known.seenTs ?? message.ts) : posted ? message.ts : laterOf(view.asOf, message);
  return observed(known, message, { seenTs, ourBot: view.ourBot });
}

/** A version can't have been seen before it was made: what is younger than `asOf` was seen when it was made. */
function laterOf(asOf: string, message: ChannelMessage): string {
  const made = message.editTs ?? message.ts;
  return compareTs(made, asOf) > 0 ? made : asOf;
}

function withReactions(record: MirrorRecord, message: ChannelMessage, asOf: string): MirrorRecord {
  if (record.deleted || message.reactions === null) return record;
  return withReactionsOf(record, message.reactions, asOf);
}
