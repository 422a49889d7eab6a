import { createWorld } from './app/create-world.ts';
import { jobHandlers } from './app/job-handlers.ts';
import { readyChecks } from './app/ready-checks.ts';
import { registerGauges } from './app/register-gauges.ts';
import { PACE, type Pace, startRounds } from './app/rounds.ts';
import { createCommandDoor } from './commands/create-command-door.ts';
import type { Config } from './config/load-config.ts';
import { probeRoutes } from './integrations/http/probe-routes.ts';
import { type RequestHandler, startHttpServer } from './integrations/http/start-http-server.ts';
import { startWorkers } from './integrations/queue/start-workers.ts';
import { checkDurability } from './integrations/redis/check-durability.ts';
import { isRedisReady } from './integrations/redis/connect-redis.ts';
import { SLACK_PATH } from './integrations/slack/http-delivery.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';

export type App = {
  /** Where it listens. */
  readonly url: string;
  /** Takes nothing in any more, finishes or gives back what it holds, closes the connections. */
  stop(): Promise<void>;
};

/** How long a start waits for Redis before it goes on without: /readyz says so then, and the rest heals by itself. */
const REDIS_PATIENCE = 10_000;

/**
 * The whole bot in one process: routes, commands, workflows and jobs over the real things, which the configuration
 * names. Tests start this same function, with a clock and a pace of their own. Rejects when its address can't be
 * listened on; Redis or Slack may be away at the start.
 */
export async function createApp(deps: {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Log;
  readonly pace?: Pace;
}): Promise<App> {
  const world = createWorld(deps);
  const { config, clock, logger, metrics, store, jobs, slack } = world;
  if (await isRedisReady(world.requests, REDIS_PATIENCE)) {
    for (const warning of await checkDurability(world.requests))
      logger.warn({ warning }, 'redis may lose data');
  }
  const door = createCommandDoor({
    ...store,
    jobs,
    clock,
    metrics,
    logger,
    directory: slack.directory,
    chat: slack.chat,
    marking: config.marking,
    defaultPolicy: config.defaultPolicy,
  });
  const receiving = slack.receive({ door, inbox: store.slackEvents, jobs });
  const workers = startWorkers({
    connection: world.blocking,
    prefix: config.redis.prefix,
    handlers: jobHandlers(world),
    metrics,
    logger,
  });
  registerGauges(world);
  const routes = new Map<string, RequestHandler>([
    ...probeRoutes({ checks: readyChecks(world, workers), metrics: metrics.text }),
    ['/webhooks/alertmanager', world.webhook],
  ]);
  if (receiving.http) routes.set(SLACK_PATH, receiving.http);
  const server = await startHttpServer({ ...config.http, routes, logger });
  slack.start();
  const rounds = startRounds(world, deps.pace ?? PACE);
  logger.info({ url: server.url }, 'keyturn is up');
  return {
    url: server.url,
    async stop() {
      await rounds.stop();
      await server.close();
      await slack.stop();
      await workers.close();
      await jobs.close();
      await store.close();
      world.blocking.disconnect();
      logger.info({}, 'keyturn has stopped');
    },
  };
}
