import type { Instant } from '../domain/instant.ts';

/** When watchdogs were heard, and since when somebody was there to hear them. Throws Unavailable. */
export interface WatchdogNotes {
  /** `watchdog` is its key, see domain/watchdog.ts. An earlier time than the one noted changes nothing. */
  heard(watchdog: string, at: Instant): Promise<void>;
  lastHeard(watchdog: string): Promise<Instant | null>;
  /**
   * Says that the bot is up at `at`, whichever of its processes asks; the answer is since when it has been up without
   * a hole longer than `hole` milliseconds.
   */
  upSince(at: Instant, hole: number): Promise<Instant>;
}
