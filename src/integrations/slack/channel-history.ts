import { z } from 'zod';
import type { ChannelHistory, HistoryPage } from '../../ports/channel-history.ts';
import type { BotIdentity, BotIdentitySource } from './bot-identity.ts';
import type { CallSlack } from './call-slack.ts';
import { channelMessage, RawMessage } from './channel-message.ts';

/** The most messages that Slack gives in one page to an app of the workspace's own. Source: docs.slack.dev, 2025 limits. */
const PAGE = 999;

const Page = z.object({
  messages: z.array(RawMessage),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

/** Reads channels back. Slack gives newest first; each page comes out oldest first. */
export function createChannelHistory(deps: {
  readonly callSlack: CallSlack;
  readonly bot: BotIdentitySource;
}): ChannelHistory {
  const { callSlack } = deps;
  return {
    async messages(channel, cursor) {
      const bot = await deps.bot.get();
      const page = await callSlack('conversations.history', {
        args: {
          channel,
          limit: PAGE,
          include_all_metadata: true,
          ...(cursor ? { cursor } : {}),
        },
        answer: Page,
        lane: 'progress',
      });
      return pageOf(page.messages.toReversed(), page, bot);
    },
    async replies(channel, threadTs, cursor) {
      const bot = await deps.bot.get();
      const page = await callSlack('conversations.replies', {
        args: {
          channel,
          ts: threadTs,
          limit: PAGE,
          include_all_metadata: true,
          ...(cursor ? { cursor } : {}),
        },
        answer: Page,
        lane: 'progress',
      });
      // A page begins with the thread's parent, which is no reply.
      return pageOf(
        page.messages.filter(({ ts }) => ts !== threadTs),
        page,
        bot,
      );
    },
  };
}

function pageOf(messages: readonly RawMessage[], page: z.infer<typeof Page>, bot: BotIdentity): HistoryPage {
  return {
    messages: messages.map((raw) => ({
      ...channelMessage(raw, 'history', bot),
      replies: raw.reply_count ?? 0,
      latestReply: raw.latest_reply ?? null,
    })),
    next: page.response_metadata?.next_cursor || null,
  };
}
