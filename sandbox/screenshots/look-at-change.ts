import type { Page } from 'playwright-core';

/** Brings the card of this proposal to the top of the conversation, as the direct message's link does. */
export async function lookAtChange(page: Page, proposal: number): Promise<void> {
  const card = page
    .getByRole('log')
    .locator('article', { hasText: `Proposal ${proposal} of ` })
    .last();
  await card.waitFor();
  await card.evaluate((one) => one.scrollIntoView({ block: 'start' }));
}
