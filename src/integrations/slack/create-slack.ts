import type { Ourselves } from '../../domain/ourselves.ts';
import type { ChannelHistory } from '../../ports/channel-history.ts';
import type { Channels } from '../../ports/channels.ts';
import type { Chat } from '../../ports/chat.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Directory } from '../../ports/directory.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { PostmortemPublisher } from '../../ports/postmortem-publisher.ts';
import type { SlackBudget } from '../../ports/slack-budget.ts';
import { createBotIdentity } from './bot-identity.ts';
import { createCallSlack } from './call-slack.ts';
import { createChannelFiles } from './channel-files.ts';
import { createChannelHistory } from './channel-history.ts';
import { createChannels } from './channels.ts';
import { createChat } from './chat.ts';
import { createConversationIds } from './conversation-ids.ts';
import { createDirectory } from './directory.ts';
import { createReceiving, type ReceiveDeps, type SlackReceiving } from './receive.ts';
import type { SlackDelivery } from './slack-parts.ts';
import { createWebClient } from './web-client.ts';

export type SlackDeps = {
  readonly botToken: string;
  /** With the path, e.g. `https://slack.com/api/`. */
  readonly apiUrl: string;
  readonly delivery: SlackDelivery;
  /** Milliseconds for one call; 10,000 when left out. */
  readonly timeout?: number;
  readonly budget: SlackBudget;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
};

export type Slack = {
  readonly chat: Chat;
  readonly channels: Channels;
  readonly directory: Directory;
  readonly history: ChannelHistory;
  /** Where a postmortem draft goes as files of the incident's channel. */
  readonly drafts: PostmortemPublisher;
  /** Joins what comes in to the doors; made later than the ports, because the doors need these. Call it once. */
  receive(deps: ReceiveDeps): SlackReceiving;
  /** By which ids our own messages and deeds are known; asks Slack when that is not known yet. Throws as the ports do. */
  ourselves(): Promise<Ourselves>;
  /** Where the workspace is, `https://acme.slack.com/`; null: Slack did not say. Throws as the ports do. */
  workspace(): Promise<string | null>;
  /** Why Slack can't be worked with right now; null when all is well. Never waits. For /readyz. */
  trouble(): string | null;
  /** Asks Slack who we are, in the background until it answers, and begins to take in. Throws nothing. */
  start(): void;
  /** Takes nothing in any more, finishes what is being answered, closes the connections. */
  stop(): Promise<void>;
};

const TIMEOUT = 10_000;

/** Slack, whole: the ports that call it, and the doors that it calls. Makes no call before `start`. */
export function createSlack(deps: SlackDeps): Slack {
  const { botToken, apiUrl, delivery, metrics, clock, log } = deps;
  const client = createWebClient({ token: botToken, apiUrl, timeout: deps.timeout ?? TIMEOUT }, log);
  const callSlack = createCallSlack({ client, budget: deps.budget, metrics, clock });
  const bot = createBotIdentity({ callSlack, log });
  const conversations = createConversationIds(callSlack);
  const directory = createDirectory({ callSlack, clock });
  const parts = { botToken, apiUrl, delivery, metrics, clock, log, callSlack, bot, conversations, directory };
  let receiving: SlackReceiving | null = null;
  return {
    chat: createChat({ callSlack, bot, conversations, log }),
    channels: createChannels({ callSlack, bot }),
    directory,
    history: createChannelHistory({ callSlack, bot }),
    drafts: createChannelFiles({ callSlack, bot }),
    workspace: async () => (await bot.get()).url,
    async ourselves() {
      const { botId, botUserId } = await bot.get();
      return { bot: botId, user: botUserId };
    },
    receive(doors) {
      receiving = createReceiving(parts, doors);
      return receiving;
    },
    trouble() {
      if (!bot.known()) return 'slack has not told who we are';
      return receiving?.trouble() ?? null;
    },
    start() {
      bot.start();
      receiving?.start();
    },
    async stop() {
      await receiving?.stop();
      bot.stop();
    },
  };
}
