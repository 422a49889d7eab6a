import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { inject } from 'vitest';
import type { SlackOptions } from '../../../sandbox/slack/options.ts';
import type { SandboxSlack } from '../../../sandbox/slack/sandbox-slack.ts';
import { startSlack } from '../../../sandbox/slack/start-slack.ts';
import type { Asker, CommandDoor } from '../../../src/commands/door.ts';
import type { Document } from '../../../src/domain/document.ts';
import { createSlackBudget } from '../../../src/integrations/redis/slack-budget.ts';
import { createSlack, type Slack, type SlackDeps } from '../../../src/integrations/slack/create-slack.ts';
import type { SlackReceiving } from '../../../src/integrations/slack/receive.ts';
import type { Log } from '../../../src/ports/log.ts';
import type { Metrics } from '../../../src/ports/metrics.ts';
import type { SlackEventInbox } from '../../../src/ports/slack-event-inbox.ts';
import { createFakeJobs } from '../../fakes/jobs.ts';
import { createOpenBudget } from '../../fakes/slack-budget.ts';
import { createFakeSlackEventInbox } from '../../fakes/slack-event-inbox.ts';
import { freshKeyPrefix } from '../../setup/key-prefix.ts';

export type Logged = { readonly level: string; readonly fields: object; readonly message: string };
export type Counted = { readonly name: string; readonly labels: Readonly<Record<string, string>> };

/** What the bot was asked, and what it is to answer. */
export type FakeDoor = CommandDoor & {
  readonly asked: { readonly what: string; readonly asker: Asker; readonly rest: readonly unknown[] }[];
  answers: Partial<CommandDoor>;
};

/** A sandbox workspace with the Slack integration beside it, joined over real HTTP. */
export type Workspace = {
  readonly sandbox: SandboxSlack;
  readonly slack: Slack;
  readonly receiving: SlackReceiving;
  readonly door: FakeDoor;
  readonly inbox: SlackEventInbox;
  readonly woken: readonly string[];
  readonly logged: Logged[];
  readonly counted: Counted[];
  /** Where the integration listens. */
  readonly url: string;
  /** Another one of the same workspace, not started. */
  again(): Slack;
  stop(): Promise<void>;
};

export type WorkspaceOptions = SlackOptions & {
  readonly inbox?: SlackEventInbox;
  readonly timeout?: number;
  /** Whether calls are held to Slack's budgets, as in production. */
  readonly budget?: 'shared' | 'open';
};

/** Starts a workspace and joins the integration to it; resolves when Slack has told who we are. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const sandbox = await startSlack({ limits: 'off', ...options });
  const redis = new Redis(inject('redisUrl'), { lazyConnect: false });
  const logged: Logged[] = [];
  const counted: Counted[] = [];
  const log = logInto(logged);
  const clock = { now: () => Date.now() };
  const settings: SlackDeps = {
    botToken: sandbox.botToken,
    apiUrl: sandbox.apiUrl,
    delivery:
      options.delivery === 'socket'
        ? { kind: 'socket', appToken: sandbox.appToken }
        : { kind: 'http', signingSecret: sandbox.signingSecret },
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    budget:
      options.budget === 'shared'
        ? createSlackBudget({ redis, prefix: freshKeyPrefix(), clock, log })
        : createOpenBudget(),
    metrics: metricsInto(counted),
    clock,
    log,
  };
  const slack = createSlack(settings);
  const jobs = createFakeJobs();
  const door = createFakeDoor();
  const inbox = options.inbox ?? createFakeSlackEventInbox();
  const receiving = slack.receive({ door, inbox, jobs });
  const server = createServer((request, response) => receiving.http?.(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (receiving.http) sandbox.setRequestUrl(url);
  slack.start();
  await sandbox.until(() => slack.trouble() === null, 60_000, 'slack is ready');
  return {
    sandbox,
    slack,
    receiving,
    door,
    inbox,
    woken: jobs.woken,
    logged,
    counted,
    url,
    again: () => createSlack(settings),
    async stop() {
      server.close();
      server.closeAllConnections();
      await slack.stop();
      await sandbox.stop();
      redis.disconnect();
    },
  };
}

/** A document that says one plain line. */
export function saying(text: string): Document {
  return { push: [text], parts: [{ kind: 'text', lines: [[text]] }] };
}

function logInto(logged: Logged[]): Log {
  const at = (level: string) => (fields: object, message: string) =>
    void logged.push({ level, fields, message });
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

function metricsInto(counted: Counted[]): Metrics {
  return { count: (name, labels) => void counted.push({ name, labels }), observe: () => {} };
}

function createFakeDoor(): FakeDoor {
  const asked: FakeDoor['asked'] = [];
  const nothing = { kind: 'nothing' } as const;
  const door: FakeDoor = {
    asked,
    answers: {},
    async command(asker, text) {
      asked.push({ what: 'command', asker, rest: [text] });
      return door.answers.command?.(asker, text) ?? nothing;
    },
    async button(asker, action, value, message) {
      asked.push({ what: 'button', asker, rest: [action, value, message] });
      return door.answers.button?.(asker, action, value, message) ?? nothing;
    },
    async submit(asker, form, subject, values) {
      asked.push({ what: 'submit', asker, rest: [form, subject, values] });
      return door.answers.submit?.(asker, form, subject, values) ?? { kind: 'closed', say: null };
    },
    async markMessage(asker, message) {
      asked.push({ what: 'mark', asker, rest: [message] });
      return door.answers.markMessage?.(asker, message) ?? nothing;
    },
  };
  return door;
}
