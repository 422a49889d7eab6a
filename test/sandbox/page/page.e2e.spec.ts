import { describe } from 'vitest';
import { itWithChromium } from '../../setup/it-with-chromium.ts';
import { handsOnPage } from './hands-on-page.ts';
import { openPage } from './opened-page.ts';

describe('the page in a browser', () => {
  itWithChromium('shows an incident from its declaration to its resolution by command', async (context) => {
    const { expect } = context;
    const { page, complaints } = await openPage(context);
    const { card, conversation, said, type } = handsOnPage(page);

    await type('Message #incidents', '/incident declare sev3 checkout is down');
    await conversation('inc-1').click();
    await card.getByText(/SEV3.*checkout is down/).waitFor();
    await said('will you be commander').getByRole('button', { name: 'I take it' }).click();
    await card.getByText(/Commander.*: @ana/).waitFor();
    await type('Message #inc-1', '/incident resolve rolled back to the release of yesterday');
    await card.getByText('Resolved').first().waitFor();

    expect(complaints).toEqual([]);
  });

  itWithChromium('shows each person their own workspace', async (context) => {
    const { expect } = context;
    const { page } = await openPage(context);
    const { room, said, type, be } = handsOnPage(page);

    await type('Message #incidents', '/incident help');
    await said('Only visible to you').waitFor();
    await type('Message #incidents', 'hello all');
    await said('hello all').waitFor();
    await be('ben');
    await said('hello all').waitFor();

    expect(await room.getByText('Only visible to you').count()).toBe(0);
    await said('hello all').hover();
    await said('hello all').getByRole('button', { name: 'More actions' }).click();
    expect(await page.getByRole('menuitem').allTextContents()).not.toContain('Edit message');
  });
});
