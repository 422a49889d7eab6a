import { afterEach, inject } from 'vitest';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import { startSlack } from '../../sandbox/slack/start-slack.ts';
import { type App, createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Log } from '../../src/ports/log.ts';
import { freshKeyPrefix } from '../setup/key-prefix.ts';
import '../setup/provided.ts';
import { type AlertBody, webhookBody } from './webhook-body.ts';

const TOKEN = 'a-webhook-token-for-tests';

/** Rounds come fast in tests; what they do is the same. */
const PACE = { due: 40, presence: 500, sweep: 200 };

export type WorldOptions = {
  readonly settings?: object;
  readonly slack?: Parameters<typeof startSlack>[0];
};

/** The whole bot in this process, a Slack over HTTP, a real Redis, and a clock that can be put forward. */
export type World = {
  readonly slack: SandboxSlack;
  readonly app: () => App;
  readonly keyPrefix: string;
  readonly logged: readonly { readonly level: string; readonly message: string; readonly fields: object }[];
  now(): number;
  /** Puts the clock forward. */
  passes(milliseconds: number): void;
  /** Sends one delivery of a group, as Alertmanager does; the answer's status. */
  deliver(body: AlertBody): Promise<number>;
  /** The channel of an incident, once it is there. */
  room(incident: string): Promise<string>;
  /** Waits until a message that matches is in the channel; gives its text. */
  reads(channel: string, text: RegExp): Promise<string>;
  /** Stops the bot in order and starts it again. */
  restart(): Promise<void>;
};

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

/** Starts a world for one test; it ends with the test. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  let offset = 0;
  const clock = { now: () => Date.now() + offset };
  const slack = await startSlack({ clock: clock.now, ...options.slack });
  running.push(() => slack.stop());
  const keyPrefix = freshKeyPrefix();
  const config = configFor(slack, keyPrefix, options.settings ?? {});
  const logged: { level: string; message: string; fields: object }[] = [];
  const start = () => createApp({ config, clock, logger: listening(logged), pace: PACE });
  let app = await start();
  running.push(() => app.stop());
  slack.setRequestUrl(app.url);
  return {
    slack,
    app: () => app,
    keyPrefix,
    logged,
    now: clock.now,
    passes(milliseconds) {
      offset += milliseconds;
    },
    deliver: async (body) => {
      const answer = await fetch(`${app.url}/webhooks/alertmanager`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(webhookBody(body, clock.now())),
      });
      await answer.arrayBuffer();
      return answer.status;
    },
    room: (incident) => roomOf(slack, incident),
    reads: (channel, text) => readText(slack, channel, text),
    async restart() {
      await app.stop();
      app = await start();
      slack.setRequestUrl(app.url);
    },
  };
}

function configFor(slack: SandboxSlack, prefix: string, settings: object) {
  const yaml = JSON.stringify({
    http: { host: '127.0.0.1', port: 0 },
    redis: { prefix },
    slack: { apiUrl: slack.apiUrl, mode: 'http' },
    ...settings,
  });
  const loaded = loadConfig(yaml, {
    REDIS_URL: inject('redisUrl'),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    KEYTURN_CHAIN_KEY: 'a-chain-key-for-tests',
    KEYTURN_WEBHOOK_TOKEN: TOKEN,
  });
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'));
  return loaded.config;
}

function listening(logged: { level: string; message: string; fields: object }[]): Log {
  const at = (level: string) => (fields: object, message: string) => {
    logged.push({ level, message, fields });
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** By its id, not by its name: the name is a template's business. */
async function roomOf(slack: SandboxSlack, incident: string): Promise<string> {
  const number = incident.replace('INC-', '');
  const room = await slack.until(
    () => slack.channels.find(({ name }) => new RegExp(`^inc-${number}(-|$)`).test(name)),
    10_000,
    `the channel of ${incident}`,
  );
  return room.id;
}

async function readText(slack: SandboxSlack, channel: string, text: RegExp): Promise<string> {
  const found = await slack.until(() => slack.channel(channel).find(text), 10_000, `${text} in ${channel}`);
  return found.text;
}
