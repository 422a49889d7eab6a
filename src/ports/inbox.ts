import type { Instant } from '../domain/instant.ts';

/** What both durable inboxes have in common: everything but how something comes in. Throws Unavailable. */
export interface Inbox<Entry> {
  /** Undrained entries in the order they came. */
  read(limit: number): Promise<readonly Entry[]>;
  /** Everything up to and including `entry` was applied. */
  drained(entry: string): Promise<void>;
  /** Counts a failure to apply an entry; the answer is how often it failed so far. */
  failed(entry: string): Promise<number>;
  /** Takes an entry (or, null, a body that could not be read at all) out of the way, kept for a look. */
  quarantine(
    item: { readonly entry: string | null; readonly body: string; readonly reason: string },
    at: Instant,
  ): Promise<void>;
  depth(): Promise<{
    readonly undrained: number;
    readonly oldestAt: Instant | null;
    readonly quarantined: number;
  }>;
}
