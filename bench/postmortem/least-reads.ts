import type { ChannelView } from '../../sandbox/slack/channel-view.ts';

/** The most messages in a page that Slack gives to an app of the workspace's own. */
const PAGE = 999;

type Room = {
  messages(): readonly Pick<ReturnType<ChannelView['messages']>[number], 'ts' | 'threadTs' | 'broadcast'>[];
};

/** The fewest calls of each method by which a channel can be read back. */
export type LeastReads = {
  readonly 'conversations.history': number;
  readonly 'conversations.replies': number;
};

/**
 * Pages of 999 for all that the channel itself shows, and one call for each thread with a reply that the mirror does not
 * hold (`mirrored`: the ts that it holds); more where a thread has more than a page.
 */
export function leastReads(room: Room, mirrored: ReadonlySet<string>): LeastReads {
  const shown = room.messages().filter((message) => !isReply(message) || message.broadcast);
  const threads = new Map<string, { replies: number; unknown: number }>();
  for (const message of room.messages()) {
    const { ts, threadTs } = message;
    if (threadTs === undefined || !isReply(message)) continue;
    const thread = threads.get(threadTs) ?? { replies: 0, unknown: 0 };
    threads.set(threadTs, {
      replies: thread.replies + 1,
      unknown: thread.unknown + (mirrored.has(ts) ? 0 : 1),
    });
  }
  const missed = [...threads.values()].filter(({ unknown }) => unknown > 0);
  return {
    'conversations.history': Math.max(1, pages(shown.length)),
    'conversations.replies': missed.reduce((sum, { replies }) => sum + pages(replies), 0),
  };
}

/** All of them together. */
export function sumOf(reads: LeastReads): number {
  return Object.values(reads).reduce((sum, calls) => sum + calls, 0);
}

function isReply({ ts, threadTs }: { readonly ts: string; readonly threadTs?: string | undefined }): boolean {
  return threadTs !== undefined && threadTs !== ts;
}

function pages(messages: number): number {
  return Math.ceil(messages / PAGE);
}
