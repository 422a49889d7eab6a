import type { Fields } from '../model.ts';

export type DeliveryKind = 'event' | 'command' | 'interaction';

export type Delivery = {
  readonly kind: DeliveryKind;
  readonly body: Fields;
  readonly retry?: { readonly num: number; readonly reason: string };
};

/** How the bot took it: `acked` with what it said, or the reason in Slack's words for retries. */
export type DeliveryResult =
  | { outcome: 'acked'; text: string; contentType: string; ms: number }
  | { outcome: 'timeout'; ms: number }
  | { outcome: 'http_error'; status: number; noRetry: boolean; ms: number }
  | { outcome: 'connection_failed'; ms: number };

/** Brings something to the bot and waits for its acknowledgement. */
export type Carrier = { deliver(delivery: Delivery): Promise<DeliveryResult> };
