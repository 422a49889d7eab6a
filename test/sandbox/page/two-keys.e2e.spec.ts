import type { Page } from 'playwright-core';
import { describe, type TestContext } from 'vitest';
import { itWithChromium } from '../../setup/it-with-chromium.ts';
import { handsOnPage } from './hands-on-page.ts';
import { openPage } from './opened-page.ts';
import { PHONE, rightEdge } from './phone.ts';

const ROOM = 'inc-1-prod-eu1-shop';
const STORY = 'A rollout of checkout crashes';

/** What stands on the card of this proposal, and nowhere else. */
const cardOf = (proposal: number): string => `Proposal ${proposal} of INC-1, by`;

describe('two keys on the page', () => {
  itWithChromium('turn on a phone: one person asks by the finding, another approves', async (context) => {
    const { expect } = context;
    const { page, complaints } = await openPage(context, { story: 'healthy', device: PHONE });
    const { all, said } = handsOnPage(page);
    const card = all(cardOf(1)).first();
    await phonePlaysStory(page);

    await anaProposes(page, expect);
    await card.getByText(/Waiting for a second key.*0 of 1 approved/).waitFor();
    expect(await rightEdge(page)).toBeLessThanOrEqual(PHONE.viewport.width);
    await card.getByRole('button', { name: 'Approve' }).tap();
    await answer(page, 'Approve');
    await said('the second key is somebody else’s').getByText('Only visible to you').waitFor();

    await benFollowsToCard(page, expect);
    await card.getByRole('button', { name: 'Approve' }).tap();
    await answer(page, 'Approve', 'undo the rollout of Deployment shop/checkout in prod-eu1');

    await said('Approved, and being done now').waitFor();
    await said(
      /Done: undo the rollout of .*asked for by @ana, approved by @ben\. All 3 pods are new/,
    ).waitFor();
    await card.getByText(/Done at .*All 3 pods are new and ready/).waitFor();
    await card.getByRole('button', { name: 'Propose undo' }).waitFor();
    expect(await card.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  itWithChromium(
    'wait for a killed bot, take a no with its reason, want a protected target typed out, and stop',
    async (context) => {
      const { expect } = context;
      const page = await pageWithIncident(context);
      const { all } = handsOnPage(page);

      await benDeniesOnceTheBotIsBack(page);
      await protectedTargetIsTypedOut(page);
      await chloeStopsIt(page);

      expect(await all(/@ben denied/).count()).toBe(1);
      expect(await all('Done: restart').count()).toBe(0);
    },
  );
});

async function benDeniesOnceTheBotIsBack(page: Page): Promise<void> {
  const { all, said, form, be, type, panel, control } = handsOnPage(page);
  const card = all(cardOf(1)).first();
  await type(`Message #${ROOM}`, '/incident do restart deploy/web -n shop --reason "just in case"');
  await card.getByText('Waiting for a second key').waitFor();
  await be('ben');
  // Whoever is woken is invited, too.
  await page.getByRole('button', { name: 'Join channel' }).waitFor({ state: 'detached' });
  await card.getByRole('button', { name: 'Deny' }).waitFor();
  await control('keyturn', 'Kill');
  await panel.getByText('not running').waitFor();
  await card.getByRole('button', { name: 'Deny' }).click();
  await card.getByText('This app responded with an error.').waitFor();
  await control('keyturn', 'Start');
  await panel.getByText('running', { exact: true }).waitFor();

  await card.getByRole('button', { name: 'Deny' }).click();
  const deny = form('Deny proposal 1');
  await deny.getByLabel('Why not?').fill('It only costs us capacity');
  await deny.getByRole('button', { name: 'Deny' }).click();
  await deny.waitFor({ state: 'detached' });
  await said(/@ana, @ben denied: restart Deployment shop\/web/)
    .getByText('It only costs us capacity')
    .waitFor();
  await card.getByText(/Denied by @ben.*It only costs us capacity/).waitFor();
  await card.getByRole('button', { name: 'Approve' }).waitFor({ state: 'detached' });
}

async function protectedTargetIsTypedOut(page: Page): Promise<void> {
  const { all, form, be, type, panel } = handsOnPage(page);
  const card = all(cardOf(2)).first();
  await be('ana');
  await type(`Message #${ROOM}`, '/incident do restart sts/ledger-db -n pay --reason "stuck connections"');
  await card.getByText('to acknowledge what could break').first().waitFor();
  await card.getByRole('button', { name: 'I know what could break' }).click();
  await answer(page, 'I know', 'no ready endpoint left');
  await card.getByText('Waiting for a second key').waitFor();
  await be('ben');
  await card.getByRole('button', { name: 'Approve …' }).click();
  const approve = form('Approve proposal 2');
  const target = approve.getByLabel('Type out the target: prod-eu1/pay/ledger-db');
  await target.fill('prod-eu1/shop/ledger-db');
  await approve.getByRole('button', { name: 'Approve' }).click();
  await approve.getByRole('alert').getByText('This target is protected').waitFor();

  // Slow enough for somebody to think better of it.
  await panel.getByRole('combobox', { name: /^The API server/ }).selectOption({ label: 'answers 3 s late' });
  await panel.getByRole('button', { name: 'Do it' }).click();
  await panel.getByText('in trouble').waitFor();
  await target.fill('prod-eu1/pay/ledger-db');
  await approve.getByRole('button', { name: 'Approve' }).click();
  await approve.waitFor({ state: 'detached' });
}

async function chloeStopsIt(page: Page): Promise<void> {
  const { all, said, be } = handsOnPage(page);
  const card = all(cardOf(2)).first();
  await be('chloe');
  await card.getByRole('button', { name: 'Stop' }).click();
  await said(/@chloe stopped: restart StatefulSet pay\/ledger-db in prod-eu1/).waitFor();
  await card.getByText(/Stopped by @chloe.*Nothing was sent to the cluster/).waitFor();
  await card.getByRole('button', { name: 'Propose anew' }).waitFor();
}

/** A page on a desktop, with the story's incident open and its diagnosis there. */
async function pageWithIncident(context: TestContext): Promise<Page> {
  const { page } = await openPage(context, { story: 'healthy' });
  const { panel, conversation, said, openPanel } = handsOnPage(page);
  await openPanel();
  await panel.getByRole('combobox', { name: /^Story/ }).selectOption({ label: STORY });
  await panel.getByRole('button', { name: 'Play it' }).click();
  await conversation(ROOM).click();
  await said('First diagnosis of prod-eu1').waitFor();
  return page;
}

async function phonePlaysStory(page: Page): Promise<void> {
  const { panel, conversation, said } = handsOnPage(page);
  await panel.getByRole('button', { name: 'Alerts, faults, calls' }).tap();
  await panel.getByRole('combobox', { name: /^Story/ }).selectOption({ label: STORY });
  await panel.getByRole('button', { name: 'Play it' }).tap();
  await panel.getByRole('button', { name: 'Hide the controls' }).tap();
  await page.getByRole('button', { name: 'Conversations' }).tap();
  await conversation(ROOM).tap();
  await said('First diagnosis of prod-eu1').waitFor();
}

async function anaProposes(page: Page, expect: TestContext['expect']): Promise<void> {
  const { said, form } = handsOnPage(page);
  const diagnosis = said('First diagnosis of prod-eu1');
  await diagnosis
    .getByRole('button', { name: 'Propose: undo the rollout of Deployment shop/checkout' })
    .tap();
  const propose = form('Propose a change');
  await propose.getByLabel('Why').fill('every pod of 2.32.0 crashes');
  // Nothing below the first screen has to be found.
  expect(await propose.getByRole('combobox').count()).toBe(2);
  expect(await rightEdge(page)).toBeLessThanOrEqual(PHONE.viewport.width);
  await propose.getByRole('button', { name: 'Propose' }).tap();
  await propose.waitFor({ state: 'detached' });
}

/** Becomes ben, who was woken by direct message, and goes from it to the card, whose buttons he sees at once. */
async function benFollowsToCard(page: Page, expect: TestContext['expect']): Promise<void> {
  const { be, conversation, said, all } = handsOnPage(page);
  const menu = page.getByRole('button', { name: 'Conversations' });
  await menu.tap();
  await be('ben');
  await menu.tap();
  await conversation('keyturn').tap();
  const woken = said('Approve? undo the rollout of Deployment shop/checkout in prod-eu1');
  await woken.getByText('checkout:2.32.0 -> checkout:2.31.0').waitFor();
  await woken.getByRole('link', { name: 'All of it is on the card' }).tap();
  const approve = all(cardOf(1)).first().getByRole('button', { name: 'Approve' });
  await approve.waitFor();
  const isInSight = async (): Promise<boolean> => {
    const { y, height } = (await approve.boundingBox()) ?? { y: -1, height: 0 };
    return y > 0 && y + height < PHONE.viewport.height;
  };
  await expect.poll(isInSight).toBe(true);
}

/** Answers the question that is asked before something is sent. `words`: what it has to say. */
async function answer(page: Page, yes: string, words = ''): Promise<void> {
  const question = page.getByRole('alertdialog');
  await question.getByText(words).first().waitFor();
  await question.getByRole('button', { name: yes, exact: true }).click();
}
