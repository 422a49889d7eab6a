import { freePort } from '../sandbox/process/free-port.ts';
import { startRedis } from '../sandbox/redis/start-redis.ts';
import type { SandboxSlack } from '../sandbox/slack/sandbox-slack.ts';
import { startSlack } from '../sandbox/slack/start-slack.ts';
import { connectRedis } from '../src/integrations/redis/connect-redis.ts';
import { createRedisStore, type RedisStore } from '../src/integrations/redis/create-redis-store.ts';
import type { BenchDeps } from './bench.ts';
import { type BenchSettings, benchSettings, WORKSPACE } from './bot-settings.ts';
import { type Measured, startBot } from './start-node.ts';

/** A Slack and a Redis of the bench's own, both with the limits that they have in production. */
export type Stage = {
  readonly slack: SandboxSlack;
  readonly redisUrl: string;
  /** Starts a bot in this workspace; `roles`: what this process does, all when left out. */
  startBot(prefix: string, roles?: string): Promise<StagedBot>;
};

export type StagedBot = Measured & {
  readonly settings: BenchSettings;
  readonly webhook: string;
  /** What the bot keeps, through its own adapters. */
  readonly store: RedisStore;
};

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Sets the stage. `latencyMs`: how long Slack takes for every call; `memory`: MiB of the container in which the bot would
 * run, which is what Node sizes its heap by; what this machine has when left out.
 */
export async function openStage(
  { say, stops, profileInto }: BenchDeps,
  { latencyMs = 0, memory }: { readonly latencyMs?: number; readonly memory?: number } = {},
): Promise<Stage> {
  // Our own also where REDIS_URL names another: every figure is about a Redis that writes to disk before it answers.
  const redis = await startRedis({ appendfsync: 'always', say });
  stops.push(() => redis.stop());
  const slack = await startSlack({ limits: 'real', latencyMs, ...WORKSPACE });
  stops.push(() => slack.stop());
  return {
    slack,
    redisUrl: redis.url,
    async startBot(prefix, roles) {
      const port = await freePort();
      const settings = benchSettings(slack, { port, redisUrl: redis.url, prefix });
      const bot = await startBot(settings, { port, profileInto, roles, memory });
      stops.push(() => bot.stop());
      const connection = connectRedis({ url: redis.url, use: 'workers', log: SILENT });
      stops.push(async () => connection.disconnect());
      const store = createRedisStore({
        redis: connection,
        prefix,
        chainKeys: settings.config.chainKeys,
        log: SILENT,
      });
      return { ...bot, settings, store, webhook: `${bot.url}/webhooks/alertmanager` };
    },
  };
}
