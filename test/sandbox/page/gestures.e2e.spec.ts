import type { Page } from 'playwright-core';
import { afterEach, describe, expect } from 'vitest';
import type { AppManifest } from '../../../sandbox/page/app-manifest.ts';
import { startPage } from '../../../sandbox/page/start-page.ts';
import type { Fields } from '../../../sandbox/slack/model.ts';
import { itWithChromium } from '../../setup/it-with-chromium.ts';
import { launchChromium } from '../../setup/launch-chromium.ts';
import { startWorkspace, type Workspace } from '../workspace.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const MANIFEST: AppManifest = {
  description: 'An app for these tests',
  hasHome: true,
  commands: [{ command: '/incident', description: 'Works an incident', usageHint: 'help' }],
  shortcuts: [{ name: 'Declare an incident', type: 'global', callbackId: 'declare' }],
};

const FORM = {
  type: 'modal',
  title: { type: 'plain_text', text: 'A form' },
  submit: { type: 'plain_text', text: 'Save' },
  blocks: [
    {
      type: 'section',
      text: { type: 'mrkdwn', text: 'Some words' },
      accessory: { type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' } },
    },
    {
      type: 'input',
      block_id: 'what',
      label: { type: 'plain_text', text: 'What' },
      element: { type: 'plain_text_input', action_id: 'what' },
    },
  ],
};

type Opened = Workspace & { page: Page; asked: (type: string) => Fields[] };

/** A workspace with an app that only listens, looked at by ana. */
const open = async (manifest?: AppManifest): Promise<Opened> => {
  const workspace = await startWorkspace();
  const served = await startPage({ slack: workspace.slack, ...(manifest && { manifest }) });
  stops.push(served.stop);
  const browser = await launchChromium();
  stops.push(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(60_000);
  await page.goto(served.url);
  await page.getByRole('log').waitFor();
  const asked = (type: string): Fields[] =>
    workspace.bot.received.map(({ body }) => body as Fields).filter((body) => body.type === type);
  return { ...workspace, page, asked };
};

/** Whether each dialog had the focus when the page first had it, before anything was painted. */
const focusOnFirstSight = async (page: Page): Promise<() => Promise<Record<string, boolean>>> => {
  await page.evaluate(() => {
    const seen: Record<string, boolean> = {};
    const look = (): void => {
      for (const dialog of document.querySelectorAll('[role=dialog]'))
        seen[dialog.getAttribute('aria-label') ?? ''] ??= dialog.contains(document.activeElement);
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    Object.assign(window, { focusSeen: seen });
  });
  return () => page.evaluate(() => (window as unknown as { focusSeen: Record<string, boolean> }).focusSeen);
};

const option = (text: string) => ({ text: { type: 'plain_text', text }, value: text });

const plain = (text: string) => ({ type: 'plain_text', text });

const goAfterQuestion = (words: string, value = 'first') => [
  { type: 'section', text: plain(words) },
  {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'go',
        value,
        text: plain('Go'),
        confirm: { title: plain('Sure?'), text: plain('Really'), confirm: plain('Yes'), deny: plain('No') },
      },
    ],
  },
];

describe('on the page', () => {
  itWithChromium('one creates a private channel and gives it a topic', async () => {
    const { page, slack } = await open();

    await page.getByRole('button', { name: 'Create a channel' }).click();
    const form = page.getByRole('dialog', { name: 'Create a channel' });
    await form.getByLabel('Name').fill('Incidents');
    await form.getByRole('button', { name: 'Create' }).click();
    await page.getByText('There is a channel with this name already.').waitFor();
    await form.getByLabel('Name').fill('Plan B');
    await form.getByLabel(/Private/).check();
    await form.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: '#plan-b' }).waitFor();
    await page.getByRole('button', { name: 'Members and pins' }).click();
    await page.getByRole('button', { name: 'Edit topic' }).click();
    await page.getByLabel('Topic').fill('What if it fails');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('.topic', { hasText: 'What if it fails' }).waitFor();

    expect(slack.channel('plan-b')).toMatchObject({ kind: 'private', topic: 'What if it fails' });
  });

  itWithChromium('one uses a shortcut from anywhere, and gets a command to type on', async () => {
    const { page, asked } = await open(MANIFEST);
    const shortcuts = page.getByRole('button', { name: 'Shortcuts' });

    await shortcuts.click();
    await page.getByRole('menuitem', { name: 'Declare an incident' }).click();
    await expect.poll(() => asked('shortcut').length).toBe(1);
    await shortcuts.click();
    await page.getByRole('menuitem', { name: '/incident' }).click();

    expect(asked('shortcut')).toMatchObject([{ callback_id: 'declare' }]);
    expect(await page.getByRole('textbox', { name: 'Message #incidents' }).inputValue()).toBe('/incident ');
  });

  itWithChromium('a menu for several choices tells the app once, when it is left', async () => {
    const { page, slack, call, asked } = await open();
    const element = {
      type: 'multi_static_select',
      action_id: 'services',
      placeholder: { type: 'plain_text', text: 'Services' },
      options: [option('web'), option('cart'), option('search')],
    };
    await call('chat.postMessage', {
      channel: slack.channel('incidents').id,
      text: 'Which?',
      blocks: [{ type: 'actions', block_id: 'b', elements: [element] }],
    });
    const menu = page.getByRole('button', { name: 'Services' });

    await menu.click();
    await page.getByLabel('web').check();
    await page.getByText('search', { exact: true }).click();
    await page.getByLabel('cart').check();
    await page.getByLabel('cart').uncheck();
    expect(asked('block_actions')).toEqual([]);
    await page.getByRole('heading', { name: '#incidents' }).click();
    await expect.poll(() => asked('block_actions').length).toBe(1);
    await page.getByText('web, search').waitFor();
    await menu.click();
    await page.keyboard.press('Escape');
    await page.getByRole('group', { name: 'Services' }).waitFor({ state: 'detached' });

    const [{ actions = [] } = {}] = asked('block_actions') as { actions?: Fields[] }[];
    expect(actions[0]?.selected_options).toMatchObject([{ value: 'web' }, { value: 'search' }]);
    expect(asked('block_actions')).toHaveLength(1);
  });

  itWithChromium('a question stays when the message behind it is edited, and its answer counts', async () => {
    const { page, slack, call, asked } = await open();
    const channel = slack.channel('incidents').id;
    const posted = await call('chat.postMessage', { channel, text: 'Go?', blocks: goAfterQuestion('Go?') });
    const edit = (words: string, value?: string) =>
      call('chat.update', { channel, ts: posted.ts, text: words, blocks: goAfterQuestion(words, value) });
    const question = page.getByRole('alertdialog', { name: 'Sure?' });

    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await question.waitFor();
    await edit('Somebody looked');
    await page.getByText('Somebody looked').waitFor();
    await question.getByRole('button', { name: 'Yes' }).click();
    await expect.poll(() => asked('block_actions').length).toBe(1);
    await question.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Go', exact: true }).click();
    await edit('Another one', 'second');
    await page.getByText('Another one').waitFor();
    await question.getByRole('button', { name: 'Yes' }).click();
    await page.getByText('What you used is gone').waitFor();

    expect(asked('block_actions')).toMatchObject([{ actions: [{ action_id: 'go', value: 'first' }] }]);
  });

  itWithChromium('the app’s home is shown as it was published, and works', async () => {
    const { page, slack, call, asked, bot } = await open(MANIFEST);

    await page.locator(`[data-conversation="${slack.app.name}"]`).click();
    await page.getByRole('tab', { name: 'Home' }).click();
    await page.getByText('has not shown anything here yet').waitFor();
    await expect.poll(() => JSON.stringify(bot.received)).toContain('app_home_opened');
    await call('views.publish', {
      user_id: slack.member('ana').id,
      view: {
        type: 'home',
        blocks: [
          {
            type: 'actions',
            elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
          },
        ],
      },
    });
    await page.getByRole('tabpanel').getByRole('button', { name: 'Go' }).click();
    await expect.poll(() => asked('block_actions').length).toBe(1);
    await page.getByRole('tab', { name: 'About' }).click();

    await page.getByText('An app for these tests').waitFor();
    expect(asked('block_actions')).toMatchObject([
      { container: { type: 'view' }, actions: [{ action_id: 'go' }] },
    ]);
  });

  itWithChromium(
    'whoever comes first is told what there is to do, until somebody says something',
    async () => {
      const { page, slack } = await open(MANIFEST);
      const beginning = page.getByText('Nothing was said in #incidents yet.');

      await beginning.waitFor();
      slack.as('ben').say('incidents', 'hello');

      await beginning.waitFor({ state: 'detached' });
    },
  );

  itWithChromium('modals that the app clears are gone, and the focus is where it was', async () => {
    const { page, slack, call, bot } = await open();
    const box = page.getByRole('textbox', { name: 'Message #incidents' });
    await box.focus();
    await call('views.open', { trigger_id: slack.world.triggers.issue(slack.member('ana').id), view: FORM });
    const form = page.getByRole('dialog', { name: 'A form' });
    await form.waitFor();
    await call('views.push', {
      trigger_id: slack.world.triggers.issue(slack.member('ana').id),
      view: { ...FORM, title: { type: 'plain_text', text: 'On top' } },
    });
    const top = page.getByRole('dialog', { name: 'On top' });
    await top.waitFor();
    bot.answers(({ body }) =>
      body.type === 'view_submission' ? { body: { response_action: 'clear' } } : {},
    );

    await page.keyboard.type('a word');
    await page.keyboard.press('Enter');

    await top.waitFor({ state: 'detached' });
    await form.waitFor({ state: 'detached' });
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  itWithChromium('whoever types as soon as a form is there types into it', async () => {
    const { page, slack, call } = await open();
    const focus = await focusOnFirstSight(page);

    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Find a conversation' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Create a channel' }).click();
    await page.getByRole('dialog', { name: 'Create a channel' }).waitFor();
    await page.keyboard.press('Escape');
    await call('views.open', { trigger_id: slack.world.triggers.issue(slack.member('ana').id), view: FORM });
    await page.getByRole('dialog', { name: 'A form' }).waitFor();

    expect(await focus()).toEqual({ 'Find a conversation': true, 'Create a channel': true, 'A form': true });
  });

  itWithChromium('a modal that the app did not take is closed by Escape all the same', async () => {
    const { page, slack, call, bot } = await open();
    await call('views.open', { trigger_id: slack.world.triggers.issue(slack.member('ana').id), view: FORM });
    const form = page.getByRole('dialog', { name: 'A form' });
    bot.answers(({ body }) => (body.type === 'view_submission' ? { status: 500 } : {}));
    await form.getByLabel('What').fill('a word');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('We had some trouble connecting').waitFor();

    await page.keyboard.press('Escape');

    await form.waitFor({ state: 'detached' });
  });
});
