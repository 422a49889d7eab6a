import type { Instant } from '../domain/instant.ts';
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
  metrics.gauge('queue_depth', 'Jobs that wait, run or are delayed, by kind.', 'job', () => jobs.depths());
  metrics.gauge(
    'incidents_open',
    'Incidents that are open.',
    null,
    async () => (await store.index.openIds()).length,
  );
}
