import type { TestContext } from 'vitest';
import { handsOnPage } from './hands-on-page.ts';
import { type OpenedPage, openPage } from './opened-page.ts';

/** A page on which an alert was fired by the control panel, and ana looks at its channel, where she is asked to lead. */
export async function openIncident(context: TestContext): Promise<OpenedPage> {
  const opened = await openPage(context);
  const { card, conversation, said, openPanel, control } = handsOnPage(opened.page);
  await openPanel();
  await control('Checkout', 'Fire');
  await conversation('inc-1').click();
  await card.getByText('1 firing').waitFor();
  await said('@ana, will you be commander').waitFor();
  return opened;
}
