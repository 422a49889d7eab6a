import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, inject, type TestContext } from 'vitest';
import { itWithChromium } from '../../setup/it-with-chromium.ts';
import { type OpenedPage, openPage } from './opened-page.ts';

const open = async ({ onTestFinished }: TestContext): Promise<OpenedPage> => {
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-page-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const opened = await openPage(inject('redisUrl'), join(dir, 'bot.log'));
  onTestFinished(opened.stop);
  return opened;
};

const type = async (page: Page, where: string, text: string): Promise<void> => {
  const box = page.getByRole('textbox', { name: where });
  await box.fill(text);
  await box.press('Enter');
};

const room = (page: Page): Locator => page.getByRole('log').first();
const said = (page: Page, text: string): Locator => room(page).locator('article', { hasText: text }).last();
const conversation = (page: Page, name: string): Locator => page.locator(`[data-conversation="${name}"]`);
const be = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).and(page.locator('.person')).click();
const more = async (page: Page, message: Locator, item: string): Promise<void> => {
  await message.hover();
  await message.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

const declare = async (page: Page): Promise<void> => {
  await type(page, 'Message #incidents', '/incident declare sev3 checkout is down');
  await conversation(page, 'inc-1').click();
  await said(page, 'will you be commander').waitFor();
};

// A browser, a bot and a workspace that paces messages as Slack does take their time on a busy machine.
describe.concurrent('the page in a browser', { timeout: 60_000 }, () => {
  itWithChromium('plays an incident from its declaration to its resolution', async (context) => {
    const { expect } = context;
    const { page, slack, complaints } = await open(context);
    const inRoom = (): string => JSON.stringify(slack.channel('inc-1').messages());

    await declare(page);
    const card = room(page).locator('article', { hasText: 'Commander' }).first();
    await card.getByText('checkout is down').first().waitFor();
    await said(page, 'will you be commander').getByRole('button', { name: 'I take it' }).click();
    await card.getByText(/Commander.*: @ana/).waitFor();

    await type(page, 'Message #inc-1', 'the <b>pods</b> restart, @ben please look');
    await said(page, 'the <b>pods</b> restart, @ben please look').waitFor();
    await more(page, said(page, 'the <b>pods</b> restart'), 'Edit message');
    await type(page, 'Edit the message', 'the pods restart every minute');
    await said(page, 'the pods restart every minute (edited)').waitFor();
    await type(page, 'Message #inc-1', 'wrong window');
    await more(page, said(page, 'wrong window'), 'Delete message');
    await said(page, 'wrong window').waitFor({ state: 'detached' });

    await said(page, 'the pods restart every minute').hover();
    await said(page, 'the pods restart every minute')
      .getByRole('button', { name: 'Reply in thread' })
      .click();
    await type(page, 'Reply ...', 'since the deploy at nine');
    await page.getByRole('complementary', { name: 'Thread' }).getByText('since the deploy at nine').waitFor();
    await said(page, 'the pods restart every minute').getByRole('button', { name: '1 reply' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary', { name: 'Thread' }).waitFor({ state: 'detached' });

    await type(page, 'Message #inc-1', '/incident note rolled the deploy back');
    await said(page, 'rolled the deploy back').waitFor();

    await card.getByRole('button', { name: 'Severity' }).click();
    const form = page.getByRole('dialog', { name: 'Severity of INC-1' });
    await form.getByLabel('How bad is it?').selectOption('sev1');
    await form.getByLabel('Why').fill('every customer');
    await form.getByRole('button', { name: 'Set severity' }).click();
    await form.waitFor({ state: 'detached' });
    await card.getByText('SEV1').first().waitFor();

    await type(page, 'Message #inc-1', '/incident resolve rolled back to the release of yesterday');
    await card.getByText('resolved').first().waitFor();

    expect(inRoom()).not.toContain('wrong window');
    expect(complaints).toEqual([]);
  });

  itWithChromium('shows each person their own workspace', async (context) => {
    const { expect } = context;
    const { page } = await open(context);

    await type(page, 'Message #incidents', '/incident help');
    await said(page, 'Only visible to you').waitFor();
    await type(page, 'Message #incidents', 'hello all');
    await said(page, 'hello all').waitFor();
    await be(page, 'ben');
    await said(page, 'hello all').waitFor();

    expect(await room(page).getByText('Only visible to you').count()).toBe(0);
    await said(page, 'hello all').hover();
    await said(page, 'hello all').getByRole('button', { name: 'More actions' }).click();
    expect(await page.getByRole('menuitem').allTextContents()).not.toContain('Edit message');
  });

  itWithChromium(
    'tells whoever clicks that the bot is gone, and the click works once it is back',
    async (context) => {
      const { page, bot } = await open(context);
      await declare(page);
      const question = said(page, 'will you be commander');

      await bot.kill();
      await question.getByRole('button', { name: 'I take it' }).click();
      await question.getByText('This app responded with an error.').waitFor();
      await bot.restart();
      await question.getByRole('button', { name: 'I take it' }).click();

      await room(page)
        .locator('article')
        .first()
        .getByText(/Commander.*: @ana/)
        .waitFor();
    },
  );
});
