import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { BotIdentitySource } from './bot-identity.ts';
import type { CallSlack } from './call-slack.ts';
import type { ConversationIds } from './conversation-ids.ts';
import type { SlackDirectory } from './directory.ts';

/** How what people do reaches us. */
export type SlackDelivery =
  | { readonly kind: 'http'; readonly signingSecret: string }
  /** `connections`: 2 when left out. */
  | { readonly kind: 'socket'; readonly appToken: string; readonly connections?: number };

/** What the receiving side shares with the calling side. */
export type SlackParts = {
  readonly botToken: string;
  readonly apiUrl: string;
  readonly delivery: SlackDelivery;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
  readonly callSlack: CallSlack;
  readonly bot: BotIdentitySource;
  readonly conversations: ConversationIds;
  readonly directory: SlackDirectory;
};
