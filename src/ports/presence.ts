import type { Instant } from '../domain/instant.ts';

/** When a process that hears Slack was last alive. Throws Unavailable. */
export interface Presence {
  /** Null: never noted. */
  lastAlive(): Promise<Instant | null>;
  /** Never goes back: of several processes the latest counts. */
  alive(at: Instant): Promise<void>;
}
