import type { UserId } from './actor.ts';

export type MirroredFile = {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly size: number;
  readonly permalink: string | null;
};

/** One version of a message, as it was seen. `seenTs` is Slack's ts of the happening that showed it. */
export type MirroredVersion = {
  readonly text: string;
  readonly files: readonly MirroredFile[];
  /** When it was edited into this; null: as it was posted. */
  readonly editTs: string | null;
  readonly seenTs: string;
};

/** The last word on one member's reaction with one emoji. */
export type MirroredReaction = {
  readonly emoji: string;
  readonly user: UserId;
  readonly eventTs: string;
  readonly on: boolean;
};

/**
 * One message of a channel as people see it now. Slack's ts values are kept as text: they are identities and order.
 * A deletion wins for ever; edits order by their edit ts. The same happenings in any order make the same record.
 */
export type MirrorRecord = {
  readonly channel: string;
  readonly ts: string;
  /** The parent's ts of a reply; null for what stands in the channel itself, parents included. */
  readonly threadTs: string | null;
  readonly user: UserId | null;
  readonly bot: string | null;
  readonly subtype: string | null;
  /** Posted by this bot, known by its bot id. */
  readonly ours: boolean;
  readonly text: string;
  readonly files: readonly MirroredFile[];
  readonly editTs: string | null;
  /** Null: the text was never seen; so far only a reaction or the deletion came. */
  readonly seenTs: string | null;
  /** A tombstone: no text, no files, no reactions, no earlier versions. */
  readonly deleted: boolean;
  /** When it was deleted, or by when it was gone. */
  readonly deletedTs: string | null;
  /** Emoji to the members who react with it now. */
  readonly reactions: Readonly<Record<string, readonly UserId[]>>;
  /** What `reactions` is made from: also those taken back, so that a late event does not bring them back. */
  readonly reactionEvents: readonly MirroredReaction[];
  /** The versions people saw before, oldest first: an edit does not erase history. */
  readonly earlier: readonly MirroredVersion[];
  /** Happenings that changed neither text nor files (a link preview): no edits, kept for the order only. */
  readonly echoes: readonly { readonly editTs: string | null; readonly seenTs: string }[];
};
