import type { ChannelMessage } from '../domain/channel-event.ts';

/** A message as history shows it: with how many replies it has now, and the ts of the newest; null: there is none. */
export type HistoryMessage = ChannelMessage & {
  readonly replies: number;
  readonly latestReply: string | null;
};

/** A page of history, oldest first. `next` is null on the last page. */
export type HistoryPage = { readonly messages: readonly HistoryMessage[]; readonly next: string | null };

/**
 * Reading back what happened while we were away, page by page: the newest page of a channel comes first, the oldest of a
 * thread. Throws RateLimited, Unavailable, Misconfigured or ChannelLost.
 */
export interface ChannelHistory {
  messages(channel: string, cursor: string | null): Promise<HistoryPage>;
  replies(channel: string, threadTs: string, cursor: string | null): Promise<HistoryPage>;
}
