import type { ChannelMessage } from '../../src/domain/channel-event.ts';
import { compareTs } from '../../src/domain/message-ts.ts';
import type { ChannelHistory, HistoryMessage, HistoryPage } from '../../src/ports/channel-history.ts';
import { Misconfigured } from '../../src/ports/failures.ts';

/**
 * What a channel shows now. As in Slack, the newest page comes first, each page oldest first; replies stand in their thread only; the pages of a thread leave its parent out.
 */
export function createFakeChannelHistory(
  channel: readonly ChannelMessage[],
  pageSize = 100,
): ChannelHistory & { readonly calls: readonly string[] } {
  const calls: string[] = [];
  const repliesTo = (ts: string) => channel.filter(({ threadTs }) => threadTs === ts);
  const withReplies = (one: ChannelMessage): HistoryMessage => {
    const replies = repliesTo(one.ts).toSorted((a, b) => compareTs(a.ts, b.ts));
    return { ...one, replies: replies.length, latestReply: replies.at(-1)?.ts ?? null };
  };
  const page = (messages: readonly ChannelMessage[], cursor: string | null): HistoryPage => {
    const newestFirst = [...messages].sort((a, b) => compareTs(b.ts, a.ts));
    const from = cursor === null ? 0 : Number(cursor);
    const next = from + pageSize < newestFirst.length ? String(from + pageSize) : null;
    const shown = newestFirst.slice(from, from + pageSize).reverse();
    return { messages: shown.map(withReplies), next };
  };
  return {
    calls,
    async messages(_, cursor) {
      calls.push(`messages ${cursor ?? 'first'}`);
      return page(
        channel.filter(({ threadTs }) => threadTs === null),
        cursor,
      );
    },
    async replies(_, threadTs, cursor) {
      calls.push(`replies ${threadTs} ${cursor ?? 'first'}`);
      if (!channel.some(({ ts }) => ts === threadTs)) throw new Misconfigured('thread_not_found');
      return page(repliesTo(threadTs), cursor);
    },
  };
}
