import type { Incident } from './incident.ts';
import { type Instant, SECOND } from './instant.ts';
import { runningWatches, type Watch } from './investigation.ts';
import { isOpen } from './status.ts';

/** What is watched is looked at this often; edits of a workspace share 50 a minute. */
export const LOOK_EVERY = 15 * SECOND;

/** When what is watched is to be looked at again; null: nothing is. */
export function nextLookAt(incident: Incident, at: Instant): Instant | null {
  return runningWatches(incident.investigation).length === 0 ? null : at + LOOK_EVERY;
}

/** Why a watch is over; null: it goes on. It ends by itself with its time, and with its incident. */
export function watchOver(incident: Incident, watch: Watch, at: Instant): 'time' | 'over' | null {
  if (!isOpen(incident.status)) return 'over';
  return watch.until <= at ? 'time' : null;
}
