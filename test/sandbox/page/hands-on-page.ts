import type { Locator, Page } from 'playwright-core';

/** What can go wrong with a call, in the words of the control panel. */
export type Trouble = {
  readonly method: string;
  readonly answer: string;
  readonly often?: 'once' | '3 times' | '10 times' | 'until cleared';
};

/** Where things are on the page, and how a person does them. */
export type Hands = {
  /** The messages of the open conversation. */
  readonly room: Locator;
  readonly thread: Locator;
  readonly card: Locator;
  readonly panel: Locator;
  conversation(name: string): Locator;
  /** The last message with this text. */
  said(text: string | RegExp): Locator;
  /** All messages with this text. */
  all(text: string | RegExp): Locator;
  form(title: string | RegExp): Locator;
  type(where: string | RegExp, text: string): Promise<void>;
  /** Picks something in a message's menu. */
  more(message: Locator, item: string): Promise<void>;
  /** Becomes somebody else in this window. */
  be(name: string): Promise<void>;
  openPanel(): Promise<void>;
  /** Presses a button of the control panel, in the row with this text. */
  control(row: string, button: string): Promise<void>;
  /** Plans a fault, and waits until it is planned. */
  plan(trouble: Trouble): Promise<void>;
};

const CONVERSATIONS = 'nav[aria-label="Channels and direct messages"]';

/** Takes this page into hands. */
export function handsOnPage(page: Page): Hands {
  const room = page.getByRole('log').first();
  const panel = page.getByLabel('Control panel');
  const all = (text: string | RegExp): Locator => room.locator('article', { hasText: text });
  return {
    room,
    panel,
    thread: page.getByRole('complementary', { name: 'Thread' }),
    card: all('Commander').first(),
    conversation: (name) => page.locator(`${CONVERSATIONS} [data-conversation^="${name}"]`),
    said: (text) => all(text).last(),
    all,
    form: (name) => page.getByRole('dialog', { name }),
    async type(where, text) {
      const box = page.getByRole('textbox', { name: where });
      await box.fill(text);
      await box.press('Enter');
    },
    async more(message, item) {
      await message.hover();
      await message.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    },
    be: (name) => page.getByRole('button', { name, exact: true }).and(page.locator('.person')).click(),
    openPanel: () => panel.getByRole('button', { name: 'Alerts, faults, calls' }).click(),
    control: (row, button) =>
      panel
        .locator('.control-row', { hasText: row })
        .getByRole('button', { name: button, exact: true })
        .click(),
    async plan({ method, answer, often = 'once' }) {
      await panel.getByLabel('Method').selectOption({ label: method });
      await panel.getByLabel('Answer').selectOption({ label: answer });
      await panel.getByLabel('How often').selectOption({ label: often });
      await panel.getByRole('button', { name: 'Plan it' }).click();
      await panel.locator('.control-faults li', { hasText: method }).first().waitFor();
    },
  };
}
