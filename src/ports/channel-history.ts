import type { ChannelMessage } from '../domain/channel-event.ts';

/** A page of history, oldest first. `next` is null on the last page. */
export type HistoryPage = {
  readonly messages: readonly (ChannelMessage & { readonly replies: number })[];
  readonly next: string | null;
};

/** Reading back what happened while we were away. Throws RateLimited, Unavailable, Misconfigured or ChannelLost. */
export interface ChannelHistory {
  messages(
    channel: string,
    window: { readonly oldest: string | null; readonly cursor: string | null },
  ): Promise<HistoryPage>;
  replies(channel: string, threadTs: string, cursor: string | null): Promise<HistoryPage>;
}
