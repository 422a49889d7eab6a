import type { Page } from 'playwright-core';
import { startPage } from '../../../sandbox/page/start-page.ts';
import { freePort } from '../../../sandbox/process/free-port.ts';
import type { SandboxSlack } from '../../../sandbox/slack/sandbox-slack.ts';
import { startSlack } from '../../../sandbox/slack/start-slack.ts';
import { botSettings } from '../../../sandbox/stage/bot-settings.ts';
import { removeKeys } from '../../../sandbox/stage/given-redis.ts';
import { type StartedBot, startBot } from '../../../sandbox/stage/start-bot.ts';
import { launchChromium } from '../../setup/launch-chromium.ts';

export type OpenedPage = {
  readonly slack: SandboxSlack;
  readonly bot: StartedBot;
  readonly page: Page;
  /** What the browser complained about. */
  readonly complaints: string[];
  stop(): Promise<void>;
};

/** The whole bot on this Redis, a workspace, and its page open in a browser. */
export async function openPage(redisUrl: string, botLog: string): Promise<OpenedPage> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const slack = await startSlack({ limits: 'real' });
    stops.push(slack.stop);
    const port = await freePort();
    const settings = botSettings(slack, { port, redisUrl });
    stops.push(() => removeKeys(redisUrl, settings.redisPrefix));
    const bot = await startBot(settings, port, botLog);
    stops.push(bot.stop);
    slack.setRequestUrl(bot.url);
    const served = await startPage({ slack });
    stops.push(served.stop);
    const browser = await launchChromium();
    stops.push(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(20_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(served.url);
    return { slack, bot, page, complaints, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
