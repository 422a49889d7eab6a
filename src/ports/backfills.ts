import type { Instant } from '../domain/instant.ts';

/** How far the reading back of a channel is. Slack ts texts throughout. */
export type BackfillProgress = {
  readonly startedAt: Instant;
  /** What is read is complete up to here. */
  readonly asOf: string;
  /** Where the channel's own messages go on; null before the first page. */
  readonly cursor: string | null;
  /** All pages of the channel's own messages were read. */
  readonly historyRead: boolean;
  /** What history showed so far. */
  readonly seen: readonly string[];
  /** Threads left to read; the first one may be read in part. */
  readonly threads: readonly string[];
  readonly threadCursor: string | null;
  readonly threadSeen: readonly string[];
  /** How many messages and whole threads were read so far; left out by older versions. */
  readonly read?: { readonly messages: number; readonly threads: number };
};

/** Which channels are to be read back, and how far each is. Throws Unavailable. */
export interface Backfills {
  /** From `at` on this channel must be read back; what is under way begins anew. */
  want(channel: string, at: Instant): Promise<void>;
  wanted(): Promise<readonly string[]>;
  /** Null: not begun, or begun before it was last wanted. */
  progress(channel: string): Promise<BackfillProgress | null>;
  /** Keeps how far it is; the channel stays wanted until it is finished. */
  save(channel: string, progress: BackfillProgress): Promise<void>;
  /** The reading that began at `startedAt` is complete. Unless wanted again since, the channel is not wanted any more. */
  finish(channel: string, startedAt: Instant): Promise<void>;
}
