import type { MirrorRecord } from '../domain/mirror-record.ts';

/** The channels' texts, one record per (channel, ts). Throws Unavailable. */
export interface Mirror {
  get(channel: string, ts: readonly string[]): Promise<ReadonlyMap<string, MirrorRecord>>;
  /** Writes records and returns the salted digest of each, by ts. The salt stays the same for the life of a record. */
  put(channel: string, records: readonly MirrorRecord[]): Promise<ReadonlyMap<string, string>>;
  /** Records with oldest <= ts <= latest (Slack ts text; left out: no bound), in order of ts. */
  range(
    channel: string,
    window: { readonly oldest?: string; readonly latest?: string },
  ): Promise<readonly MirrorRecord[]>;
  /** Up to which ts the channel is known completely; null: never read. */
  readUpTo(channel: string): Promise<string | null>;
  setReadUpTo(channel: string, ts: string): Promise<void>;
}
