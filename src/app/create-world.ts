import type { Config } from '../config/load-config.ts';
import { createActiveAlerts } from '../integrations/alertmanager/active-alerts.ts';
import { createClusters } from '../integrations/kubernetes/create-clusters.ts';
import { createJobs } from '../integrations/queue/create-jobs.ts';
import { connectRedis } from '../integrations/redis/connect-redis.ts';
import { createRedisStore } from '../integrations/redis/create-redis-store.ts';
import { createSlackBudget } from '../integrations/redis/slack-budget.ts';
import { createSlack } from '../integrations/slack/create-slack.ts';
import type { SlackDelivery } from '../integrations/slack/slack-parts.ts';
import { createKeyedDigests } from '../integrations/system/keyed-digests.ts';
import { createPrecedence } from '../integrations/system/precedence.ts';
import { createPromMetrics } from '../integrations/system/prom-metrics.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { countChanges } from '../workflows/count-changes.ts';
import { guardClusters } from '../workflows/guard-clusters.ts';
import { VERSION } from './version.ts';

/** Everything outside, built from the configuration: Redis, the queues, Slack, the metrics. Nothing is called yet. */
export type World = ReturnType<typeof createWorld>;

/**
 * More than 500 deliveries a second are a burst: it is taken in first. The drain gets a batch in every half second of
 * it, so that it goes on even when the burst never ends.
 */
const INTAKE_FIRST = { few: 10, window: 20, patience: 500 };

/** Builds the adapters. The caller starts and stops them, see app.ts. */
export function createWorld(deps: { readonly config: Config; readonly clock: Clock; readonly logger: Log }) {
  const { config, clock, logger } = deps;
  const { url, prefix } = config.redis;
  const requests = connectRedis({ url, use: 'requests', log: logger });
  const blocking = connectRedis({ url, use: 'workers', log: logger });
  const metrics = createPromMetrics();
  const intakeFirst = createPrecedence(INTAKE_FIRST);
  const kept = createRedisStore({ redis: requests, prefix, chainKeys: config.chainKeys, log: logger });
  const store = { ...kept, log: countChanges(kept.log, { metrics }) };
  const jobs = createJobs({ connection: blocking, prefix, logger });
  const slack = createSlack({
    botToken: config.slack.botToken,
    apiUrl: config.slack.apiUrl,
    delivery: deliveryOf(config.slack.delivery),
    budget: createSlackBudget({ redis: requests, prefix, clock, log: logger }),
    metrics,
    clock,
    log: logger,
  });
  const apis = config.sources.flatMap(({ name, alertmanager }) =>
    alertmanager ? [[name, alertmanager] as const] : [],
  );
  const activeAlerts = createActiveAlerts(new Map(apis));
  const unheardAfter = new Map(apis.map(([name, api]) => [name, api.unheardAfter]));
  const openClusters = createClusters(config.clusters, { clock, version: VERSION });
  const clusters = guardClusters({
    clusters: openClusters,
    accepted: new Map(config.clusters.map(({ name, acceptHarm }) => [name, acceptHarm])),
    clock,
    logger,
  });
  return {
    config,
    clusters,
    digests: createKeyedDigests(config.chainKeys[0].secret),
    closeClusters: () => openClusters.close(),
    clock,
    logger,
    requests,
    blocking,
    metrics,
    store,
    intakeFirst,
    jobs,
    slack,
    activeAlerts,
    unheardAfter,
  };
}

function deliveryOf(delivery: Config['slack']['delivery']): SlackDelivery {
  return delivery.mode === 'http'
    ? { kind: 'http', signingSecret: delivery.signingSecret }
    : { kind: 'socket', appToken: delivery.appToken };
}
