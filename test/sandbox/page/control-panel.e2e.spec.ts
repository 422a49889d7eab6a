import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect } from 'vitest';
import { itWithChromium } from '../../setup/it-with-chromium.ts';
import { launchChromium } from '../../setup/launch-chromium.ts';
import { startPlayground } from './playground.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

describe('the control panel in a browser', () => {
  itWithChromium('fires, fails Slack, kills and restarts the bot, and shows what was said', async () => {
    const out = await mkdtemp(join(tmpdir(), 'keyturn-playground-'));
    stops.push(() => rm(out, { recursive: true }));
    const playground = await startPlayground(out);
    stops.push(() => playground.interrupt());
    const browser = await launchChromium();
    stops.push(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(60_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    await page.goto(playground.url);
    await page.getByRole('button', { name: 'Alerts, faults, calls' }).click();
    const panel = page.getByLabel('Control panel');
    const press = (name: string) => panel.getByRole('button', { name, exact: true }).first().click();

    await press('Fire');
    await page.locator('[data-conversation^="inc-1"]').click();
    const room = page.getByRole('log').first();
    await room.locator('article', { hasText: '1 firing' }).first().waitFor();

    await panel.getByLabel('Method').selectOption('chat.update');
    await press('Plan it');
    await panel.getByText('1 to come').waitFor();
    await press('One more');
    await panel.getByText('429, on demand').first().waitFor();
    await room.locator('article', { hasText: '2 firing' }).first().waitFor();

    await press('Kill');
    await panel.getByText('not running').waitFor();
    await room.getByRole('button', { name: 'Status' }).first().click();
    await room.getByText('This app responded with an error.').waitFor();
    await press('Start');
    await panel.getByText('running', { exact: true }).waitFor();

    await panel.getByLabel('Failures only').check();
    await panel
      .getByRole('button', { name: /429, on demand/ })
      .first()
      .click();
    await panel.getByText('"error": "ratelimited"').waitFor();
    expect(complaints).toEqual([]);
  });
});
