import { inject } from 'vitest';
import type { SandboxSlack } from '../../../sandbox/slack/sandbox-slack.ts';
import { startSlack } from '../../../sandbox/slack/start-slack.ts';
import { plannedSteps } from '../../../src/domain/due-steps.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { connectRedis, isRedisReady } from '../../../src/integrations/redis/connect-redis.ts';
import { createRedisStore, type RedisStore } from '../../../src/integrations/redis/create-redis-store.ts';
import { silentLog } from '../../integrations/redis/start-store.ts';
import { freshKeyPrefix } from '../../setup/key-prefix.ts';
import '../../setup/provided.ts';
import { type AlertBody, webhookBody } from '../webhook-body.ts';
import { type BotProcess, createBotProcess } from './bot-process.ts';

const TOKEN = 'a-webhook-token-for-tests';
const CHAIN_KEY = 'a-chain-key-for-tests';

/** With ids that a configuration can name. */
const PEOPLE = ['ana', 'ben', 'chloe', 'dan', 'eve'].map((name) => ({ name, id: `U${name.toUpperCase()}` }));

/** What the design promises: whatever was interrupted is finished within a minute. */
export const A_MINUTE = 60_000;

export type KilledWorld = {
  readonly slack: SandboxSlack;
  readonly bot: BotProcess;
  /** The bot's own store, for a look at what it wrote. */
  readonly store: RedisStore;
  /** Sends one delivery of a group, as Alertmanager does; the answer's status. */
  deliver(body: AlertBody): Promise<number>;
  /**
   * The first call of this method that is wanted takes effect, and then the bot is killed before it hears of it; at
   * once a new process is started. The promise: when the new one is up; the kill's time, in milliseconds since 1970.
   */
  killedAt(method: string, isWanted?: (args: Record<string, unknown>) => boolean): Promise<number>;
  /** Waits until an incident is there and nothing of it is left to do. */
  settled(incident: string): Promise<Incident>;
};

export type KilledWorldOptions = {
  readonly settings?: object;
  readonly slack?: Parameters<typeof startSlack>[0];
  /** The tests' own when left out. */
  readonly redisUrl?: string;
  /** The bot's way to that Redis, when it is not the straight one. */
  readonly redisByWayOf?: string;
};

/** A bot in a process of its own, a Slack over HTTP and a real Redis, for the time of one story. */
export async function inKilledWorld(
  options: KilledWorldOptions,
  story: (world: KilledWorld) => Promise<void>,
): Promise<void> {
  const slack = await startSlack({ members: PEOPLE, ...options.slack });
  const prefix = freshKeyPrefix();
  const redisUrl = options.redisUrl ?? inject('redisUrl');
  const way = { prefix, redisUrl: options.redisByWayOf ?? redisUrl };
  const bot = await createBotProcess(botSettings(slack, way, options.settings));
  const redis = connectRedis({ url: redisUrl, use: 'workers', log: silentLog });
  await isRedisReady(redis, 60_000);
  // The name that config/secrets.ts gives to a single key.
  const chainKeys = [{ id: 'default', secret: CHAIN_KEY }] as const;
  const store = createRedisStore({ redis, prefix, chainKeys, log: silentLog });
  slack.setRequestUrl(bot.url);
  try {
    await bot.start();
    await story({
      slack,
      bot,
      store,
      deliver: (body) => deliver(bot, body),
      killedAt: (method, isWanted) => killedAt({ slack, bot }, method, isWanted),
      settled: (incident) => settled(store, incident),
    });
  } finally {
    await bot.end();
    await store.close();
    await slack.stop();
  }
}

function botSettings(
  slack: SandboxSlack,
  { prefix, redisUrl }: { prefix: string; redisUrl: string },
  settings: object = {},
) {
  return {
    settings: {
      redis: { prefix },
      slack: { apiUrl: slack.apiUrl, mode: 'http' },
      // Stories end with their resolution; those of the postmortem say so.
      postmortem: { onResolve: false },
      ...settings,
    },
    secrets: {
      REDIS_URL: redisUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      KEYTURN_CHAIN_KEY: CHAIN_KEY,
      KEYTURN_WEBHOOK_TOKEN: TOKEN,
    },
  };
}

async function deliver(bot: BotProcess, body: AlertBody): Promise<number> {
  const answer = await fetch(`${bot.url}/webhooks/alertmanager`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(webhookBody(body, Date.now())),
  });
  await answer.arrayBuffer();
  return answer.status;
}

function killedAt(
  { slack, bot }: Pick<KilledWorld, 'slack' | 'bot'>,
  method: string,
  isWanted: (args: Record<string, unknown>) => boolean = () => true,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let isDead = false;
    const run = async ({ args }: { args: Record<string, unknown> }): Promise<void> => {
      if (isDead || !isWanted(args)) return;
      isDead = true;
      const at = Date.now();
      await bot.kill();
      bot.start().then(() => resolve(at), reject);
    };
    slack.fault(method, { kind: 'hook', run });
  });
}

async function settled(store: RedisStore, id: string): Promise<Incident> {
  const giveUpAt = Date.now() + A_MINUTE + 15_000;
  for (;;) {
    const now = Date.now();
    const incident = (await store.log.load(id))?.incident;
    // Until everything is done and shown, an incident stays due; what waits for another try is not done either.
    const isDue = (await store.index.due(now, 100)).includes(id);
    if (incident && !isDue && plannedSteps(incident, now).length === 0) return incident;
    if (now > giveUpAt) {
      const left = incident ? plannedSteps(incident, now).map(({ key }) => key) : 'no such incident';
      throw new Error(`${id} is not settled: ${JSON.stringify(left)}, ${isDue ? 'due' : 'not due'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
