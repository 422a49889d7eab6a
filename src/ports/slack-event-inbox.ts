import type { ChannelEvent } from '../domain/channel-event.ts';
import type { Instant } from '../domain/instant.ts';
import type { Inbox } from './inbox.ts';

export type SlackEventEntry = {
  readonly entry: string;
  readonly receivedAt: Instant;
  readonly event: ChannelEvent;
};

/** The durable inbox of what happened in the channels. Throws Unavailable when it can't be reached: then Slack must not be acknowledged. */
export interface SlackEventInbox extends Inbox<SlackEventEntry> {
  /** `id` is Slack's event id: the same id twice is stored once. `full`: too many undrained entries, Slack must come again. */
  accept(id: string, event: ChannelEvent, at: Instant): Promise<'stored' | 'repeated' | 'full'>;
}
