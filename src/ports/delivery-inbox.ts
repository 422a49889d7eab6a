import type { Delivery } from '../domain/alert.ts';
import type { Instant } from '../domain/instant.ts';

export type DeliveryEntry = {
  readonly entry: string;
  readonly receivedAt: Instant;
  readonly delivery: Delivery;
};

/** The durable inbox of Alertmanager's deliveries. Throws Unavailable when it can't be reached. */
export interface DeliveryInbox {
  /**
   * Stores a delivery, or recognises it as equal to the last one of its group. `identity` is the canonical text
   * of what the delivery says (see domain/delivery-identity.ts); the adapter keeps its digest.
   * `full`: too many undrained entries; the sender must come again.
   */
  accept(delivery: Delivery, identity: string, at: Instant): Promise<'stored' | 'heartbeat' | 'full'>;
  /** Undrained entries in the order they came. */
  read(limit: number): Promise<readonly DeliveryEntry[]>;
  /** Everything up to and including `entry` was applied. */
  drained(entry: string): Promise<void>;
  /** Counts a failure to apply an entry; the answer is how often it failed so far. */
  failed(entry: string): Promise<number>;
  /** Takes an entry (or a body that could not be read at all) out of the way, kept for a look. */
  quarantine(
    item: { readonly entry: string | null; readonly body: string; readonly reason: string },
    at: Instant,
  ): Promise<void>;
  /** From now on equal deliveries of this group are stored too: one of its episodes is held and wants confirmation. */
  expectConfirmation(group: string, wanted: boolean): Promise<void>;
  /** When the group was last heard of, heartbeats included. */
  lastHeard(group: string): Promise<Instant | null>;
  depth(): Promise<{
    readonly undrained: number;
    readonly oldestAt: Instant | null;
    readonly quarantined: number;
  }>;
}
