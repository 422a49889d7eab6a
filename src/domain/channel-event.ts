import type { UserId } from './actor.ts';
import type { MirroredFile } from './mirror-record.ts';

/** A message as an event or as history carries it. */
export type ChannelMessage = {
  readonly ts: string;
  readonly threadTs: string | null;
  readonly user: UserId | null;
  readonly bot: string | null;
  readonly subtype: string | null;
  readonly text: string;
  readonly editTs: string | null;
  readonly files: readonly MirroredFile[];
  /** Present in history, absent in events (reactions have events of their own). */
  readonly reactions: Readonly<Record<string, readonly UserId[]>> | null;
  /** The step key of a message of our own. */
  readonly step: string | null;
};

/** Something that happened in a channel, as Slack told it. `eventTs` is Slack's ts of the happening. */
export type ChannelEvent =
  | {
      readonly kind: 'posted';
      readonly channel: string;
      readonly eventTs: string;
      readonly message: ChannelMessage;
    }
  | {
      readonly kind: 'edited';
      readonly channel: string;
      readonly eventTs: string;
      readonly message: ChannelMessage;
    }
  | {
      readonly kind: 'deleted';
      readonly channel: string;
      readonly eventTs: string;
      readonly ts: string;
      readonly threadTs: string | null;
    }
  | {
      readonly kind: 'reacted' | 'unreacted';
      readonly channel: string;
      readonly eventTs: string;
      readonly ts: string;
      readonly user: UserId;
      readonly emoji: string;
    }
  | {
      readonly kind: 'pinned' | 'unpinned';
      readonly channel: string;
      readonly eventTs: string;
      readonly ts: string;
      readonly user: UserId;
    }
  | {
      readonly kind: 'joined' | 'left';
      readonly channel: string;
      readonly eventTs: string;
      readonly user: UserId;
    }
  | {
      readonly kind: 'archived' | 'unarchived' | 'deleted-channel';
      readonly channel: string;
      readonly eventTs: string;
      readonly user: UserId | null;
    }
  | { readonly kind: 'renamed'; readonly channel: string; readonly eventTs: string; readonly name: string };
