import type { MirrorRecord } from '../mirror-record.ts';

/** Kinds of messages that a person writes; all others Slack makes of what they do (who joined, a new topic). Source: docs.slack.dev, message event. */
const WRITTEN: ReadonlySet<string> = new Set(['file_share', 'thread_broadcast', 'me_message', 'tombstone']);

/** True for what a person wrote, also when it was deleted since. */
export function isWritten({ user, bot, subtype }: MirrorRecord): boolean {
  return user !== null && bot === null && (subtype === null || WRITTEN.has(subtype));
}
