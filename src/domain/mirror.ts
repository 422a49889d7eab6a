import { canonicalJson } from './canonical-json.ts';
import type { ChannelEvent, ChannelMessage } from './channel-event.ts';
import { compareTs } from './message-ts.ts';
import { withReaction } from './mirror-reactions.ts';
import type { MirrorRecord } from './mirror-record.ts';
import { sameContent, unseen, type Versions, withLatest, withVersion } from './mirror-versions.ts';

/**
 * What a happening makes of the record of the message it is about; null: nothing changes (or it is not about a
 * message). Any order of the same happenings ends in the same record. `ourBot` is this bot's id.
 *
 * A deletion wins for ever, also when it arrives first, and takes the text with it. A parent that was deleted comes
 * as a message with the subtype `tombstone` (Slack keeps it for its replies).
 */
export function applyEvent(
  record: MirrorRecord | null,
  event: ChannelEvent,
  ourBot: string | null,
): MirrorRecord | null {
  switch (event.kind) {
    case 'posted':
    case 'edited': {
      const { channel, message, eventTs } = event;
      const known = record ?? blank(channel, message.ts);
      if (isTombstone(message)) return changed(record, buried(known, eventTs));
      return changed(record, observed(known, message, { seenTs: seenAt(event), ourBot }));
    }
    case 'deleted':
      return changed(record, {
        ...buried(record ?? blank(event.channel, event.ts), event.eventTs),
        threadTs: record?.threadTs ?? parentOf(event.ts, event.threadTs),
      });
    case 'reacted':
    case 'unreacted': {
      const known = record ?? blank(event.channel, event.ts);
      if (known.deleted) return null;
      const { emoji, user, eventTs } = event;
      return changed(record, withReaction(known, { emoji, user, eventTs, on: event.kind === 'reacted' }));
    }
    default:
      return null;
  }
}

/** The ts of the message that a happening changes the record of; null when it is not about a message's content. */
export function subjectOf(event: ChannelEvent): string | null {
  switch (event.kind) {
    case 'posted':
    case 'edited':
      return event.message.ts;
    case 'deleted':
    case 'reacted':
    case 'unreacted':
      return event.ts;
    default:
      return null;
  }
}

/** True for what Slack leaves in place of a deleted message that has replies. */
export function isTombstone(message: ChannelMessage): boolean {
  return message.subtype === 'tombstone';
}

/** A record that nothing is known of but its place. */
export function blank(channel: string, ts: string): MirrorRecord {
  return {
    channel,
    ts,
    threadTs: null,
    user: null,
    bot: null,
    subtype: null,
    ours: false,
    ...unseen,
    deleted: false,
    deletedTs: null,
    reactions: {},
    reactionEvents: [],
  };
}

/** What stays of a deleted message: who wrote it, where, and that it is gone. Known twice, the earlier time holds. */
export function buried(record: MirrorRecord, deletedTs: string): MirrorRecord {
  const { channel, ts, threadTs, user, bot, subtype, ours } = record;
  const known = record.deletedTs;
  const first = known !== null && compareTs(known, deletedTs) <= 0 ? known : deletedTs;
  return { ...blank(channel, ts), threadTs, user, bot, subtype, ours, deleted: true, deletedTs: first };
}

/** The record after its message was seen: who wrote it, and one more version unless it is deleted. */
export function observed(
  record: MirrorRecord,
  message: ChannelMessage,
  seen: { readonly seenTs: string; readonly ourBot: string | null },
): MirrorRecord {
  const bot = known(record.bot, message.bot);
  const ours = record.ours || (bot !== null && bot === seen.ourBot);
  const about: MirrorRecord = {
    ...record,
    threadTs: known(record.threadTs, parentOf(message.ts, message.threadTs)),
    user: known(record.user, message.user),
    bot,
    subtype: known(record.subtype, message.subtype),
    ours,
  };
  if (about.deleted) return about;
  return { ...about, ...versionsOf(about, message, seen.seenTs) };
}

function versionsOf(record: MirrorRecord, message: ChannelMessage, seenTs: string): Versions {
  const { text, files, editTs } = message;
  // Our cards are edited in place many times a minute, mostly with the same text; every write here is sealed in the log.
  if (record.ours && record.seenTs !== null && sameContent(record, message)) return record;
  const add = record.bot === null ? withVersion : withLatest;
  return add(record, { text, files, editTs, seenTs }, record.ts);
}

/** What was posted was seen when it was posted, however late we are told. */
function seenAt(event: Extract<ChannelEvent, { kind: 'posted' | 'edited' }>): string {
  return event.kind === 'posted' ? event.message.ts : event.eventTs;
}

function parentOf(ts: string, threadTs: string | null): string | null {
  return threadTs === ts ? null : threadTs;
}

/** Two tellings of the same thing: one that says something, and of two always the same one. */
function known(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a <= b ? a : b;
}

/** The record after, or null when it says the same as before. */
export function changed(before: MirrorRecord | null, after: MirrorRecord): MirrorRecord | null {
  return before !== null && canonicalJson(before) === canonicalJson(after) ? null : after;
}
