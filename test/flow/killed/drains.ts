import { MINUTE } from '../../../src/domain/instant.ts';
import type { RedisStore } from '../../../src/integrations/redis/create-redis-store.ts';
import { drainAlerts } from '../../../src/workflows/drain-alerts.ts';
import { drainSlackEvents } from '../../../src/workflows/drain-slack-events.ts';
import { OURSELVES } from '../../builders/channel-events.ts';
import { someRules } from '../../builders/deliveries.ts';
import { NOON } from '../../builders/incident.ts';
import { createFakeChat } from '../../fakes/chat.ts';
import { createFakeJobs } from '../../fakes/jobs.ts';
import { createFakeLogger } from '../../fakes/logger.ts';
import { createFakeMetrics } from '../../fakes/metrics.ts';

export type DrainName = 'alerts' | 'slack';

export const CHAIN_KEYS = [{ id: 'k1', secret: 'a secret of the tests' }] as const;

/** One group's alerts may belong to two incidents, and two groups' to one. */
const rules = someRules({ correlation: ['namespace'] });

/** The drains over a store in Redis, at a time that stands still. */
export function createDrains(store: RedisStore): Readonly<Record<DrainName, () => Promise<void>>> {
  const told = {
    jobs: createFakeJobs(),
    metrics: createFakeMetrics(),
    logger: createFakeLogger(),
    clock: { now: () => NOON + 10 * MINUTE },
  };
  return {
    alerts: () => drainAlerts({ ...store, ...told, rules }),
    slack: () =>
      drainSlackEvents({
        ...store,
        ...told,
        inbox: store.slackEvents,
        notes: store.sideNotes,
        chat: createFakeChat(),
        ourselves: async () => OURSELVES,
        marking: { emojis: ['pushpin'], saved: 'white_check_mark' },
      }),
  };
}
