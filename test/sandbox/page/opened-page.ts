import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { inject, type TestContext } from 'vitest';
import {
  type AlertSource,
  createPostedAlerts,
  type Receiver,
} from '../../../sandbox/alertmanager/alert-source.ts';
import { controlRoutes } from '../../../sandbox/page/control-routes.ts';
import { createControls } from '../../../sandbox/page/controls.ts';
import { startPage } from '../../../sandbox/page/start-page.ts';
import { freePort } from '../../../sandbox/process/free-port.ts';
import type { SandboxSlack } from '../../../sandbox/slack/sandbox-slack.ts';
import { startSlack } from '../../../sandbox/slack/start-slack.ts';
import { botSettings } from '../../../sandbox/stage/bot-settings.ts';
import { removeKeys } from '../../../sandbox/stage/given-redis.ts';
import { type StartedBot, startBot } from '../../../sandbox/stage/start-bot.ts';
import { startStoryCluster } from '../../../sandbox/stage/story-cluster.ts';
import { launchChromium } from '../../setup/launch-chromium.ts';

export type OpenedPage = {
  readonly slack: SandboxSlack;
  readonly bot: StartedBot;
  /** What ana sees. */
  readonly page: Page;
  /** A window of somebody else. */
  windowOf(name: string): Promise<Page>;
  /** What the browser complained about. */
  readonly complaints: string[];
};

export type PageWith = {
  /** Who tells of alerts; without it the sandbox posts by itself what an Alertmanager would. */
  readonly alertSource?: (to: Receiver) => Promise<AlertSource>;
  /** The story of a cluster that the bot reads; no cluster without it. */
  readonly story?: string;
  /** The device; a desktop without it. */
  readonly device?: BrowserContextOptions;
};

type Stops = (() => Promise<unknown>)[];

const DESKTOP = { viewport: { width: 1400, height: 900 } };
/** A minute's budget of edits may have to be waited for. */
const PATIENCE_MS = 75_000;

/** The whole bot, a workspace, and its page with the control panel open in a browser; all of it ends with the test. */
export async function openPage(context: TestContext, options: PageWith = {}): Promise<OpenedPage> {
  const stops: Stops = [];
  context.onTestFinished(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });
  const { slack, bot, url } = await startWorkspace(stops, options);
  const browser = await launchChromium();
  stops.push(() => browser.close());
  const window = await browser.newContext(options.device ?? DESKTOP);
  window.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  const windowOf = async (name: string): Promise<Page> => {
    const page = await window.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    await page.goto(`${url}/#${name}`);
    return page;
  };
  return { slack, bot, page: await windowOf('ana'), windowOf, complaints };
}

async function startWorkspace(
  stops: Stops,
  { alertSource = async (to) => createPostedAlerts(to), story }: PageWith,
): Promise<{ slack: SandboxSlack; bot: StartedBot; url: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-page-'));
  stops.push(() => rm(dir, { recursive: true, force: true }));
  // A machine that is busy with browsers has more than Slack's three seconds.
  const slack = await startSlack({ limits: 'real', ackTimeoutMs: 15_000 });
  stops.push(slack.stop);
  const port = await freePort();
  const redisUrl = inject('redisUrl');
  const kubernetes = story === undefined ? undefined : await startStoryCluster(story);
  if (kubernetes) stops.push(kubernetes.stop);
  const settings = botSettings(slack, { port, redisUrl, clusters: kubernetes ? [kubernetes.access] : [] });
  stops.push(() => removeKeys(redisUrl, settings.redisPrefix));
  const bot = await startBot(settings, port, join(dir, 'bot.log'));
  stops.push(bot.stop);
  slack.setRequestUrl(bot.url);
  const alerts = await alertSource({ url: `${bot.url}/webhooks/alertmanager`, token: settings.webhookToken });
  stops.push(alerts.stop);
  const controls = createControls({ slack, bot, alerts, ...(kubernetes ? { kubernetes } : {}) });
  const page = await startPage({ slack, routes: controlRoutes(controls) });
  stops.push(page.stop);
  return { slack, bot, url: page.url };
}
