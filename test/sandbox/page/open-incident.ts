import type { TestContext } from 'vitest';
import { handsOnPage } from './hands-on-page.ts';
import { type OpenedPage, openPage } from './opened-page.ts';

/** A page on which an alert was fired by the control panel, and ana looks at its channel, where she is asked to lead. */
export async function openIncident(context: TestContext): Promise<OpenedPage> {
  const opened = await openPage(context);
  const { room, card, conversation, said, openPanel, control } = handsOnPage(opened.page);
  await openPanel();
  await control('Checkout', 'Fire');
  await conversation('inc-1').click();
  await card.getByText('1 firing').waitFor();
  // The last things that an incident does by itself: whatever fails from now on was asked for by the test.
  for (const name of ['ana', 'chloe', 'dan']) await said(`@${name}, will you be`).waitFor();
  await room.getByText('set the channel purpose').waitFor();
  for (const name of ['ana', 'chloe', 'dan']) await card.getByText(`asked @${name}`).first().waitFor();
  return opened;
}
