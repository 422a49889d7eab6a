import type { ChannelEvent } from '../domain/channel-event.ts';
import type { Instant } from '../domain/instant.ts';

export type SlackEventEntry = {
  readonly entry: string;
  readonly receivedAt: Instant;
  readonly event: ChannelEvent;
};

/** The durable inbox of what happened in the channels. Throws Unavailable when it can't be reached: then Slack must not be acknowledged. */
export interface SlackEventInbox {
  /** `id` is Slack's event id: the same id twice is stored once. */
  accept(id: string, event: ChannelEvent, at: Instant): Promise<'stored' | 'repeated' | 'full'>;
  read(limit: number): Promise<readonly SlackEventEntry[]>;
  drained(entry: string): Promise<void>;
  failed(entry: string): Promise<number>;
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
