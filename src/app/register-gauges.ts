import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/instant.ts';
import { isLive } from '../domain/proposal/proposal-state.ts';
import type { World } from './create-world.ts';

/** Numbers that are asked for when somebody looks at /metrics: what lies in the inboxes and queues, and for how long. */
export function registerGauges(world: Pick<World, 'metrics' | 'store' | 'jobs' | 'clock'>): void {
  const { metrics, store, jobs, clock } = world;
  const inboxes = { alerts: store.deliveries, slack: store.slackEvents };
  const eachInbox = async (
    read: (depth: Awaited<ReturnType<typeof store.deliveries.depth>>) => number,
  ): Promise<Readonly<Record<string, number>>> => ({
    alerts: read(await inboxes.alerts.depth()),
    slack: read(await inboxes.slack.depth()),
  });
  const age = (oldestAt: Instant | null): number =>
    oldestAt === null ? 0 : (clock.now() - oldestAt) / 1_000;
  metrics.gauge('inbox_depth', 'Inbox entries that are not applied yet.', 'inbox', () =>
    eachInbox(({ undrained }) => undrained),
  );
  metrics.gauge('inbox_age_seconds', 'The age of the oldest entry that is not applied yet.', 'inbox', () =>
    eachInbox(({ oldestAt }) => age(oldestAt)),
  );
  metrics.gauge('inbox_quarantine', 'Inbox entries that were put aside for a look.', 'inbox', () =>
    eachInbox(({ quarantined }) => quarantined),
  );
  metrics.gauge('queue_depth', 'Jobs that wait, run or are delayed, by kind.', 'kind', () => jobs.depths());
  metrics.gauge(
    'incidents_open',
    'Incidents that are open.',
    null,
    async () => (await store.index.openIds()).length,
  );
  metrics.gauge(
    'proposals_open',
    'Proposed changes of open incidents that are not over, by state.',
    'state',
    async () => liveByState(await store.index.open()),
  );
}

/** Every state that can still become another one, also those in which nothing is: a gap would look like an outage. */
function liveByState(incidents: readonly Incident[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { draft: 0, pending: 0, approved: 0, executing: 0, unknown: 0 };
  for (const { proposals } of incidents) {
    for (const { state } of proposals.filter(isLive)) counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}
