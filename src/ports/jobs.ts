import type { IncidentId } from '../domain/fact.ts';
import type { Instant } from '../domain/instant.ts';

/** Wakes the workers. Every wake-up is coalesced: many become one that runs after the last. Losing one is
 * healed by the sweep, so none of these throws. */
export interface Jobs {
  advance(id: IncidentId): Promise<void>;
  /** Wakes `advance` at a moment: when a budget is free again, when somebody else is done. */
  advanceAt(id: IncidentId, at: Instant): Promise<void>;
  drainAlerts(): Promise<void>;
  drainSlackEvents(): Promise<void>;
  /** Reads what a channel missed while the bot was away. */
  backfill(channel: string): Promise<void>;
}
