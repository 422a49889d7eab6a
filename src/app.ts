import { createWorld } from './app/create-world.ts';
import { EXECUTION_TIMES, executorHandlers } from './app/executor-handlers.ts';
import { intakeRoutes } from './app/intake-routes.ts';
import { jobHandlers } from './app/job-handlers.ts';
import { type ProcessRole, processRoles } from './app/process-roles.ts';
import { readyChecks } from './app/ready-checks.ts';
import { registerGauges } from './app/register-gauges.ts';
import { PACE, type Pace, startHearingRounds, startWorkerRounds } from './app/rounds.ts';
import { VERSION } from './app/version.ts';
import type { Config } from './config/load-config.ts';
import { probeRoutes } from './integrations/http/probe-routes.ts';
import { startHttpServer } from './integrations/http/start-http-server.ts';
import { createChangers } from './integrations/kubernetes/create-changers.ts';
import { startWorkers } from './integrations/queue/start-workers.ts';
import { checkDurability } from './integrations/redis/check-durability.ts';
import { isRedisReady } from './integrations/redis/connect-redis.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { ExecutionTimes } from './workflows/execution/executor-deps.ts';

export type App = {
  /** Where it listens. */
  readonly url: string;
  /** Takes nothing in any more, finishes or gives back what it holds, closes the connections. */
  stop(): Promise<void>;
};

/** How long a start waits for Redis before it goes on without: /readyz says so then, and the rest heals by itself. */
const REDIS_PATIENCE = 10_000;

/** How long a stop waits for running jobs. Without Redis none of them can end. */
const JOBS_PATIENCE = 15_000;

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
  /** How long the steps of a change may take; the usual ones when left out. */
  readonly times?: ExecutionTimes;
  /** What this process does; everything when left out. */
  readonly roles?: ReadonlySet<ProcessRole>;
}): Promise<App> {
  const world = createWorld(deps);
  const { config, logger, metrics, store, jobs, slack } = world;
  const { pace = PACE, roles = new Set(processRoles) } = deps;
  if (await isRedisReady(world.requests, REDIS_PATIENCE)) {
    for (const warning of await checkDurability(world.requests))
      logger.warn({ warning }, 'redis may lose data');
  }
  registerGauges(world);
  const changers = roles.has('executor')
    ? createChangers(config.changeable, { clock: deps.clock, version: VERSION })
    : null;
  const handlers = {
    ...(roles.has('workers') ? jobHandlers(world) : {}),
    ...(changers ? executorHandlers(world, { changers, times: deps.times ?? EXECUTION_TIMES }) : {}),
  };
  const workers =
    Object.keys(handlers).length > 0
      ? startWorkers({
          connection: world.blocking,
          prefix: config.redis.prefix,
          handlers,
          metrics,
          logger,
        })
      : null;
  const routes = new Map([
    ...probeRoutes({ checks: readyChecks(world, workers), metrics: metrics.text }),
    ...(roles.has('intake') ? intakeRoutes(world) : []),
  ]);
  const server = await startHttpServer({ ...config.http, routes, logger });
  slack.start();
  const rounds = [
    ...(roles.has('workers') ? [startWorkerRounds(world, pace)] : []),
    ...(roles.has('intake') ? [startHearingRounds(world, pace)] : []),
  ];
  logger.info({ url: server.url, roles: [...roles] }, 'keyturn is up');
  return {
    url: server.url,
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()));
      await server.close();
      await slack.stop();
      await workers?.close(world.blocking.status === 'ready' ? JOBS_PATIENCE : 0);
      await jobs.close();
      await changers?.close();
      await world.closeClusters();
      await store.close();
      world.blocking.disconnect();
      logger.info({}, 'keyturn has stopped');
    },
  };
}
