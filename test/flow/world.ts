import { inject, onTestFinished } from 'vitest';
import type { StartedRedis } from '../../sandbox/redis/start-redis.ts';
import type { SlackOptions } from '../../sandbox/slack/options.ts';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import { startSlack } from '../../sandbox/slack/start-slack.ts';
import type { ProcessRole } from '../../src/app/process-roles.ts';
import { type App, createApp } from '../../src/app.ts';
import { type Config, loadConfig } from '../../src/config/load-config.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { connectRedis } from '../../src/integrations/redis/connect-redis.ts';
import { createRedisStore, type RedisStore } from '../../src/integrations/redis/create-redis-store.ts';
import type { Log } from '../../src/ports/log.ts';
import { freshKeyPrefix } from '../setup/key-prefix.ts';
import '../setup/provided.ts';
import { type MovableClock, startEvenClock, startRunningClock } from '../setup/running-clock.ts';
import { expectWholeLog } from './log-is-whole.ts';
import { type Room, roomOf } from './room.ts';
import { untilQuiet } from './until-quiet.ts';
import { type AlertBody, webhookBody } from './webhook-body.ts';

const TOKEN = 'a-webhook-token-for-tests';

/** Rounds come fast in tests; what they do is the same. */
const PACE = { due: 40, presence: 500, sweep: 200, harmlessness: 60_000 };

/** No test takes so long: who wants a rehearsal says when. */
const NEVER = 3_600_000;

/** The clock runs faster than the one on the wall: pauses that the bot keeps between two edits cost the test less. */
export const SPEED = 5;

export type WorldOptions = {
  /** keyturn.yaml; as a function where it needs the ids of people. */
  readonly settings?: object | ((slack: SandboxSlack) => object);
  readonly slack?: SlackOptions;
  readonly mode?: 'http' | 'socket';
  /** What the bot of this test does; everything when left out. */
  readonly roles?: ReadonlySet<ProcessRole>;
  /** Instead of the clock that runs: one that only the test moves. */
  readonly clock?: MovableClock;
  /** A process of the test's own has the same clock: it runs evenly, however busy the machine is. */
  readonly clockIsShared?: boolean;
  /** A Redis of the test's own, which is to go away; it must be back when the test ends. */
  readonly redis?: StartedRedis;
  /** How long after the start diagnoses are rehearsed, in milliseconds; never when left out. */
  readonly rehearsal?: number;
};

/** The whole bot in this process, a Slack over HTTP, a real Redis, and a clock that can be put forward. */
export type World = {
  readonly slack: SandboxSlack;
  readonly app: () => App;
  /** What the bot keeps, read past the bot. */
  readonly store: RedisStore;
  /** Where that is, for those who write past the bot: before every key, and before the queues'. */
  readonly prefix: string;
  /** What a process of this bot is told: its keyturn.yaml, and its secrets. */
  readonly told: { readonly yaml: string; readonly secrets: Readonly<Record<string, string>> };
  readonly logged: readonly { readonly level: string; readonly message: string; readonly fields: object }[];
  now(): number;
  /** Puts the clock forward. */
  passes(milliseconds: number): void;
  /** Sends one delivery of a group, as Alertmanager does; the answer's status. */
  deliver(body: AlertBody): Promise<number>;
  /** Sends a body as it is. */
  deliverRaw(body: string): Promise<number>;
  /** The channel of an incident with its card in it, once it is there. */
  room(incident: string): Promise<Room>;
  /** The channel in which incidents are announced. */
  readonly board: Room;
  /** The direct conversation of a person with the bot. */
  directly(name: string): Room;
  /** What the log says about an incident now. */
  incident(id: string): Promise<Incident>;
  /** Waits until the bot has nothing to do any more. */
  settles(): Promise<void>;
  /** The chain is whole, and the facts fold to the snapshot. */
  logIsWhole(incident: string): Promise<void>;
  stop(): Promise<void>;
  /** Starts it again; `changed` takes the place of settings, as if somebody had edited keyturn.yaml. */
  start(changed?: object): Promise<void>;
  /**
   * A second process of the same bot over the same Redis and Slack, perhaps with other settings or fewer roles. Over HTTP
   * Slack still sends everything to the first, in Socket Mode to both in turn.
   */
  startAnother(as?: { readonly changed?: object; readonly roles?: ReadonlySet<ProcessRole> }): Promise<App>;
};

/** Starts a world for one test; it ends with the test. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { mode = 'http', redis, rehearsal = NEVER } = options;
  const startRunning = options.clockIsShared ? startEvenClock : startRunningClock;
  const { now, passes } = options.clock ?? startRunning(Date.now(), SPEED);
  if (redis) onTestFinished(() => redis.stop());
  // Slack's three seconds are a test of their own: here a machine that is busy with much else has more.
  const patience = { ackTimeoutMs: 15_000, triggerMs: 15_000 * SPEED };
  const slack = await startSlack({ clock: now, delivery: mode, ...patience, ...options.slack });
  onTestFinished(() => slack.stop());
  const prefix = freshKeyPrefix();
  const config = configFor(slack, mode, options, { prefix });
  const logged: { level: string; message: string; fields: object }[] = [];
  const store = openStore(config);
  let app: App | null = null;
  const own = options.roles && { roles: options.roles };
  const run = (changed: object = {}, more: { readonly roles?: ReadonlySet<ProcessRole> } = {}) => {
    const edited = configFor(slack, mode, options, { prefix, changed });
    const pace = { ...PACE, rehearsal };
    return createApp({ config: edited, clock: { now }, logger: listening(logged), pace, ...more });
  };
  const start = async (changed?: object): Promise<void> => {
    app = await run(changed, own);
    if (mode === 'http') slack.setRequestUrl(app.url);
    else await slack.until(() => slack.socket.connections() > 0);
  };
  const stop = async (): Promise<void> => {
    const stopping = app;
    app = null;
    await stopping?.stop();
  };
  const current = (): App => app ?? fail();
  onTestFinished(stop);
  await start();
  const deliverRaw = async (body: string): Promise<number> => {
    const answer = await fetch(`${current().url}/webhooks/alertmanager`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body,
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  return {
    slack,
    app: current,
    store,
    prefix,
    told: toldTo(slack, mode, options, { prefix }),
    logged,
    now,
    passes,
    deliverRaw,
    deliver: (body) => deliverRaw(JSON.stringify(webhookBody(body, now()))),
    room: (incident) => findRoom(slack, store, incident, now),
    get board() {
      return roomOf(slack, slack.channel('incidents').id, now);
    },
    directly: (name) => roomOf(slack, slack.dm(name).id, now),
    incident: async (id) => (await store.log.load(id))?.incident ?? fail(`there is no ${id}`),
    settles: () => untilQuiet(slack, store, now),
    logIsWhole: (incident) => expectWholeLog(store, incident),
    stop,
    start,
    async startAnother({ changed, roles } = {}) {
      const another = await run(changed, roles && { roles });
      onTestFinished(() => another.stop());
      return another;
    },
  };
}

function fail(what = 'the bot is stopped'): never {
  throw new Error(what);
}

function configFor(
  slack: SandboxSlack,
  mode: 'http' | 'socket',
  options: WorldOptions,
  { prefix, changed = {} }: { readonly prefix: string; readonly changed?: object },
): Config {
  const { yaml, secrets } = toldTo(slack, mode, options, { prefix, changed });
  const loaded = loadConfig(yaml, secrets);
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'));
  return loaded.config;
}

function toldTo(
  slack: SandboxSlack,
  mode: 'http' | 'socket',
  options: WorldOptions,
  { prefix, changed = {} }: { readonly prefix: string; readonly changed?: object },
): World['told'] {
  const { settings = {} } = options;
  const yaml = JSON.stringify({
    http: { host: '127.0.0.1', port: 0 },
    redis: { prefix },
    slack: { apiUrl: slack.apiUrl, mode },
    // Stories end with their resolution; those of the postmortem say so.
    postmortem: { onResolve: false },
    ...(typeof settings === 'function' ? settings(slack) : settings),
    ...changed,
  });
  const secrets = {
    REDIS_URL: options.redis?.url ?? inject('redisUrl'),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_APP_TOKEN: slack.appToken,
    KEYTURN_CHAIN_KEY: 'a-chain-key-for-tests',
    KEYTURN_WEBHOOK_TOKEN: TOKEN,
  };
  return { yaml, secrets };
}

function openStore({ redis, chainKeys }: Config): RedisStore {
  const log = listening([]);
  const connection = connectRedis({ url: redis.url, use: 'requests', log });
  const store = createRedisStore({ redis: connection, prefix: redis.prefix, chainKeys, log });
  onTestFinished(() => store.close());
  return store;
}

function listening(logged: { level: string; message: string; fields: object }[]): Log {
  const at = (level: string) => (fields: object, message: string) => {
    logged.push({ level, message, fields });
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** By the log, not by its name: the name is a template's business. The card is what makes it usable. */
async function findRoom(
  slack: SandboxSlack,
  store: RedisStore,
  incident: string,
  now: () => number,
): Promise<Room> {
  let channel: string | undefined;
  const look = async (): Promise<void> => {
    const loaded = await store.log.load(incident);
    const card = loaded?.incident.steps['post-card'];
    channel = card?.state === 'done' ? loaded?.incident.channel?.id : undefined;
  };
  const id = await slack.until(
    () => {
      // Redis may be away, as some tests want it: then the next look finds it.
      if (channel === undefined) void look().catch(() => undefined);
      return channel;
    },
    60_000,
    `the channel of ${incident}`,
  );
  return roomOf(slack, id, now);
}
