import type { Delivery } from '../domain/alert.ts';
import type { Instant } from '../domain/instant.ts';
import type { Inbox } from './inbox.ts';

export type DeliveryEntry = {
  readonly entry: string;
  readonly receivedAt: Instant;
  readonly delivery: Delivery;
};

/** The durable inbox of Alertmanager's deliveries. Throws Unavailable when it can't be reached. */
export interface DeliveryInbox extends Inbox<DeliveryEntry> {
  /**
   * Stores a delivery, or recognises it as equal to the last one of its group. `identity` is the canonical text
   * of what the delivery says (see domain/delivery-identity.ts); the adapter keeps its digest.
   * `full`: too many undrained entries; the sender must come again.
   */
  accept(delivery: Delivery, identity: string, at: Instant): Promise<'stored' | 'heartbeat' | 'full'>;
  /** From now on equal deliveries of this group are stored too: one of its episodes is held and wants confirmation. */
  expectConfirmation(group: string, wanted: boolean): Promise<void>;
  /** When the group was last heard of, heartbeats included. */
  lastHeard(group: string): Promise<Instant | null>;
}
