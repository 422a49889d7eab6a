import { MINUTE } from '../domain/instant.ts';
import type { Backfills } from '../ports/backfills.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentIndex } from '../ports/incident-index.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Presence } from '../ports/presence.ts';

export type AbsenceDeps = {
  readonly presence: Presence;
  readonly backfills: Pick<Backfills, 'want' | 'wanted'>;
  readonly index: Pick<IncidentIndex, 'open'>;
  readonly jobs: Pick<Jobs, 'backfill'>;
  readonly clock: Clock;
};

/** Slack repeats an event at once and after a minute: a shorter absence is bridged by that. */
const AWAY = MINUTE;

/**
 * Notes that we hear Slack now. If the last note is older than a minute, events may be lost, and the channel of every
 * open incident is read back. Also wakes every backfill that was wanted before and did not come to its end (a rate
 * limit, a killed process). To be called at start and then every 15 s while Slack reaches us. Throws Unavailable.
 */
export async function backfillAfterAbsence(deps: AbsenceDeps): Promise<void> {
  const now = deps.clock.now();
  const last = await deps.presence.lastAlive();
  if (last !== null && now - last > AWAY) {
    for (const { channel } of await deps.index.open()) {
      if (channel) await deps.backfills.want(channel.id, now);
    }
  }
  // Only now: a process that dies before this line has not forgotten that it was away.
  await deps.presence.alive(now);
  for (const channel of await deps.backfills.wanted()) await deps.jobs.backfill(channel);
}
