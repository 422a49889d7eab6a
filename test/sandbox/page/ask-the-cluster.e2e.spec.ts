import { describe } from 'vitest';
import { itWithChromium } from '../../setup/it-with-chromium.ts';
import { handsOnPage } from './hands-on-page.ts';
import { openPage } from './opened-page.ts';

const ROOM = 'inc-1-prod-eu1-shop';

describe('the cluster on the page', () => {
  itWithChromium('is diagnosed when its alert fires, and asked by whoever types it', async (context) => {
    const { expect } = context;
    const { page, complaints } = await openPage(context, { story: 'latest-tag' });
    const { conversation, said, all, type, openPanel, panel, card } = handsOnPage(page);
    await openPanel();

    await panel
      .getByRole('combobox', { name: /^Story/ })
      .selectOption({ label: 'A rollout of checkout crashes' });
    await panel.getByRole('button', { name: 'Play it' }).click();
    await conversation(ROOM).click();
    const diagnosis = said('First diagnosis of prod-eu1');
    await diagnosis.getByText(/checkout:2\.31\.0 -> checkout:2\.32\.0/).waitFor();
    await card.getByText(/Diagnosis.*was rolled out to revision 15/s).waitFor();

    await type(`Message #${ROOM}`, '/incident get pods -n shop');
    await said('Asking prod-eu1: get pods -n shop').waitFor();
    const answer = said(/Answer.*14 pods in shop, 4 not ready/s);
    await answer.locator('pre', { hasText: '0/1' }).waitFor();
    expect(await all(/Answer.*get pods -n shop/s).count()).toBe(1);
    await panel
      .getByText(/pods\?.*limit/)
      .first()
      .waitFor();

    await panel.getByRole('combobox', { name: /^The API server/ }).selectOption({ label: 'is away' });
    await panel.getByRole('button', { name: 'Do it' }).click();
    await panel.getByText('in trouble').waitFor();
    await type(`Message #${ROOM}`, '/incident get pods -n pay');
    await said('No answer')
      .getByText(/can’t be reached/)
      .waitFor();
    await panel.getByRole('button', { name: 'Mend the cluster' }).click();
    await panel.getByText('in trouble').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});
