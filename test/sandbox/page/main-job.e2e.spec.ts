import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { openAlertSource } from '../../../sandbox/alertmanager/alert-source.ts';
import { itWithChromium } from '../../setup/it-with-chromium.ts';
import { handsOnPage } from './hands-on-page.ts';
import { openPage } from './opened-page.ts';

const ROOM = 'inc-1-prod-eu1-payments';
const BOX = `Message #${ROOM}`;

describe('an alert on the page', () => {
  itWithChromium(
    'becomes an incident that is worked on and resolved without leaving the page',
    async (context) => {
      const { expect } = context;
      const { page, slack, complaints } = await openPage(context, { alertSource: openAlertSource });
      const { conversation, all, said, openPanel } = handsOnPage(page);
      await openPanel();
      expect(await conversation('inc-').count()).toBe(0);

      await alertOpensChannel(page);
      await personTakesRole(page);
      await peopleTalk(page);
      await itGetsWorse(page);
      await itGetsBetter(page);
      await itIsOver(page);

      for (const once of [
        /Severity raised/,
        /No alert fires any more/,
        /Resolved.* by /,
        /rolled the deploy back/,
      ])
        expect(await all(once).count(), String(once)).toBe(1);
      expect(JSON.stringify(slack.channel(ROOM).messages())).not.toContain('wrong window');
      await conversation('incidents').click();
      await said('INC-1')
        .getByText(/resolved/i)
        .first()
        .waitFor();
      expect(complaints).toEqual([]);
    },
  );
});

async function alertOpensChannel(page: Page): Promise<void> {
  const { card, conversation, control, panel } = handsOnPage(page);
  await control('Checkout', 'Fire');
  await panel.locator('.control-row', { hasText: 'Checkout' }).getByText('1 firing').waitFor();
  await conversation(ROOM).click();
  await card.getByText(/SEV2.*Pod payments\/checkout-.* is crash looping/).waitFor();
  await card.getByText('prod-eu1 / payments').waitFor();
  await card.getByText('1 firing').waitFor();
  await card.getByRole('link', { name: 'Runbook' }).waitFor();
}

async function personTakesRole(page: Page): Promise<void> {
  const { card, said } = handsOnPage(page);
  await said('@ana, will you be commander').getByRole('button', { name: 'I take it' }).click();
  await card.getByText(/Commander.*: @ana/).waitFor();
}

async function peopleTalk(page: Page): Promise<void> {
  const { said, thread, type, more } = handsOnPage(page);
  await type(BOX, 'the <b>pods</b> restart, @ben please look');
  await said('the <b>pods</b> restart, @ben please look').waitFor();
  await more(said('the <b>pods</b> restart'), 'Edit message');
  await type('Edit the message', 'the pods restart every minute');
  await said('the pods restart every minute (edited)').waitFor();
  await type(BOX, 'wrong window');
  await more(said('wrong window'), 'Delete message');
  await said('wrong window').waitFor({ state: 'detached' });

  const report = said('the pods restart every minute');
  await report.hover();
  await report.getByRole('button', { name: 'Reply in thread' }).click();
  await type('Reply ...', 'since the deploy at nine');
  await thread.getByText('since the deploy at nine').waitFor();
  await report.getByRole('button', { name: '1 reply' }).waitFor();
  await page.keyboard.press('Escape');
  await thread.waitFor({ state: 'detached' });

  await type(BOX, '/incident note rolled the deploy back');
  await said('rolled the deploy back').waitFor();
}

async function itGetsWorse(page: Page): Promise<void> {
  const { card, said, form, control } = handsOnPage(page);
  await control('Checkout', 'One more');
  await card.getByText('2 firing').waitFor();

  await card.getByRole('button', { name: 'Severity' }).click();
  const severity = form('Severity of INC-1');
  await severity.getByLabel('How bad is it?').selectOption('sev1');
  await severity.getByLabel('Why').fill('every customer');
  await severity.getByRole('button', { name: 'Set severity' }).click();
  await severity.waitFor({ state: 'detached' });
  await card.getByText(/SEV1.*crash looping/).waitFor();
  await said(/Severity raised.*SEV1/)
    .getByText('every customer')
    .waitFor();
  await page.locator('.topic', { hasText: 'SEV1' }).waitFor();
}

async function itGetsBetter(page: Page): Promise<void> {
  const { card, said, panel, control } = handsOnPage(page);
  await control('Checkout', 'Resolve one');
  await card.getByText('1 cleared').waitFor();
  await card.getByText('1 firing').waitFor();
  await control('Checkout', 'Resolve');
  await panel.locator('.control-row', { hasText: 'Checkout' }).getByText('quiet').waitFor();
  await said('No alert fires any more').waitFor();
}

async function itIsOver(page: Page): Promise<void> {
  const { card, said, form } = handsOnPage(page);
  await said('No alert fires any more').getByRole('button', { name: 'Resolve' }).click();
  const resolve = form('Resolve INC-1');
  await resolve.getByLabel('What fixed it?').fill('back to the release of yesterday');
  await resolve.getByRole('button', { name: 'Resolve' }).click();
  await resolve.waitFor({ state: 'detached' });
  await said(/Resolved.* by /)
    .getByText('back to the release of yesterday')
    .waitFor();
  await card.getByText('Resolved').first().waitFor();
}
