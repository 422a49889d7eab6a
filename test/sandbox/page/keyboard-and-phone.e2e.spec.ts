import type { Locator, Page } from 'playwright-core';
import { describe } from 'vitest';
import { itWithChromium } from '../../setup/it-with-chromium.ts';
import { handsOnPage } from './hands-on-page.ts';
import { openPage } from './opened-page.ts';
import { PHONE, rightEdge } from './phone.ts';

/** As many stops as a channel of a young incident could have. */
const MOST_STOPS = 250;

/** Goes from control to control until the focus is on this one; fails when it can't be reached that way. */
async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab'): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${wanted} can't be reached with ${key}.`);
}

const hasOutline = (wanted: Locator): Promise<boolean> =>
  wanted.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
  });

describe('the core of an incident', () => {
  itWithChromium('needs no mouse: fire, find the channel, take the role, answer', async (context) => {
    const { expect } = context;
    const { page, complaints } = await openPage(context);
    const { card, panel, conversation, said } = handsOnPage(page);
    const { keyboard } = page;
    await page.getByRole('textbox', { name: 'Message #incidents' }).waitFor();

    await tabTo(page, panel.getByRole('button', { name: 'Alerts, faults, calls' }), 'Tab');
    await keyboard.press('Enter');
    const fire = panel.getByRole('button', { name: 'Fire' }).first();
    await fire.waitFor();
    await tabTo(page, fire, 'Tab');
    await keyboard.press('Enter');
    await conversation('inc-1').waitFor();

    await keyboard.press('Control+k');
    const finder = page.getByRole('dialog', { name: 'Find a conversation' });
    await finder.waitFor();
    await keyboard.type('inc-1');
    await finder.getByRole('button', { name: /^#inc-1/ }).waitFor();
    await keyboard.press('Enter');
    const question = said('@ana, will you be commander');
    await question.waitFor();
    await said('@dan, will you be').waitFor();
    // In the composer, where one lands: what was said last is one step up.
    const box = page.getByRole('textbox', { name: /^Message #inc-1/ });
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);

    const take = question.getByRole('button', { name: 'I take it' });
    await tabTo(page, take, 'Shift+Tab');
    expect(await hasOutline(take)).toBe(true);
    await keyboard.press('Enter');
    await card.getByText(/Commander.*: @ana/).waitFor();

    await tabTo(page, box, 'Tab');
    await keyboard.type('I am on it');
    await keyboard.press('Enter');
    await said('I am on it').waitFor();
    expect(complaints).toEqual([]);
  });

  itWithChromium(
    'fits a phone: find the channel, read the card, take the role, fill in a form',
    async (context) => {
      const { expect } = context;
      const { page, complaints } = await openPage(context, { device: PHONE });
      const { card, panel, conversation, said, form, control } = handsOnPage(page);
      const fold = (name: string) => panel.getByRole('button', { name }).tap();
      await page.getByRole('textbox', { name: 'Message #incidents' }).waitFor();

      await fold('Alerts, faults, calls');
      await control('Checkout', 'Fire');
      await panel.getByText('1 firing').waitFor();
      await fold('Hide the controls');
      await page.getByRole('button', { name: 'Conversations' }).tap();
      await conversation('inc-1').tap();
      await card.getByText(/SEV2.*crash looping/).waitFor();
      expect(await rightEdge(page)).toBeLessThanOrEqual(PHONE.viewport.width);

      const take = said('@ana, will you be commander').getByRole('button', { name: 'I take it' });
      await take.waitFor();
      expect((await take.boundingBox())?.height).toBeGreaterThanOrEqual(28);
      await take.tap();
      await card.getByText(/Commander.*: @ana/).waitFor();
      await card.getByRole('button', { name: 'Severity' }).tap();
      const severity = form('Severity of INC-1');
      await severity.getByLabel('How bad is it?').selectOption('sev1');
      expect(await rightEdge(page)).toBeLessThanOrEqual(PHONE.viewport.width);
      await severity.getByRole('button', { name: 'Set severity' }).tap();
      await severity.waitFor({ state: 'detached' });
      await card.getByText(/SEV1.*crash looping/).waitFor();

      expect(complaints).toEqual([]);
    },
  );
});
