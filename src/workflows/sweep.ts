import type { Clock } from '../ports/clock.ts';
import type { DeliveryInbox } from '../ports/delivery-inbox.ts';
import type { IncidentIndex } from '../ports/incident-index.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { SlackEventInbox } from '../ports/slack-event-inbox.ts';

export type SweepDeps = {
  readonly index: IncidentIndex;
  readonly deliveries: DeliveryInbox;
  readonly slackEvents: SlackEventInbox;
  readonly jobs: Jobs;
  readonly clock: Clock;
};

/** At most this many are woken in one round; the rest is still due in the next. */
const AT_ONCE = 100;

/** Wakes every incident whose time has come. Cheap: one read of an index. */
export async function wakeDue(deps: Pick<SweepDeps, 'index' | 'jobs' | 'clock'>): Promise<void> {
  for (const id of await deps.index.due(deps.clock.now(), AT_ONCE)) await deps.jobs.advance(id);
}

/**
 * Finds what a lost job, a killed process or an outage left undone: due incidents, open incidents (their cards may
 * show something old), and what lies in the inboxes.
 */
export async function sweep(deps: SweepDeps): Promise<void> {
  await wakeDue(deps);
  for (const id of await deps.index.openIds()) await deps.jobs.advance(id);
  if ((await deps.deliveries.depth()).undrained > 0) await deps.jobs.drainAlerts();
  if ((await deps.slackEvents.depth()).undrained > 0) await deps.jobs.drainSlackEvents();
}
