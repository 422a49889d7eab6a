import type { Instant } from '../../src/domain/instant.ts';
import type { WatchdogNotes } from '../../src/ports/watchdog-notes.ts';

/** The notes in memory. */
export function createFakeWatchdogNotes(): WatchdogNotes {
  const heard = new Map<string, Instant>();
  let up: { readonly since: Instant; readonly last: Instant } | null = null;
  return {
    async heard(watchdog, at) {
      heard.set(watchdog, Math.max(heard.get(watchdog) ?? at, at));
    },
    async lastHeard(watchdog) {
      return heard.get(watchdog) ?? null;
    },
    async upSince(at, hole) {
      const since = up && at - up.last <= hole ? up.since : at;
      up = { since, last: Math.max(at, up?.last ?? at) };
      return since;
    },
  };
}
