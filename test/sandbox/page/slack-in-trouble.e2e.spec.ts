import { describe } from 'vitest';
import { itWithChromium } from '../../setup/it-with-chromium.ts';
import { handsOnPage } from './hands-on-page.ts';
import { openIncident } from './open-incident.ts';

describe('a Slack that fails in between, as the control panel has it', () => {
  itWithChromium('shows a role on the card in the end, and says it once', async (context) => {
    const { expect } = context;
    const { page } = await openIncident(context);
    const { card, panel, said, all, plan } = handsOnPage(page);
    await plan({ method: 'chat.update', answer: '503' });

    await said('@ana, will you be commander').getByRole('button', { name: 'I take it' }).click();
    await panel
      .getByRole('button', { name: /chat\.update 503, on demand/ })
      .first()
      .waitFor();

    await card.getByText(/Commander.*: @ana/).waitFor();
    await said('@ana is commander now').waitFor();
    await panel.locator('.control-faults').waitFor({ state: 'detached' });
    expect(await all('@ana is commander now').count()).toBe(1);
  });

  itWithChromium(
    'that lost the answer to a post and wants no edits, has the new severity once',
    async (context) => {
      const { expect } = context;
      const { page } = await openIncident(context);
      const { card, panel, said, all, form, type, plan } = handsOnPage(page);
      await plan({ method: 'chat.postMessage', answer: 'done, but the reply is lost' });
      await plan({ method: 'chat.update', answer: '429, retry after 5 s' });

      await card.getByRole('button', { name: 'Severity' }).click();
      const severity = form('Severity of INC-1');
      await severity.getByLabel('How bad is it?').selectOption('sev1');
      await severity.getByRole('button', { name: 'Set severity' }).click();
      await severity.waitFor({ state: 'detached' });
      await said(/Severity raised.*SEV1/).waitFor();
      // The newest is on top: it looks for what it may have posted.
      const looked = 'li:has-text("conversations.history") ~ li:has-text("connection cut, on demand")';
      await panel.locator(looked).first().waitFor();
      await card.getByText(/SEV1.*crash looping/).waitFor();
      await panel
        .getByRole('button', { name: /chat\.update 429, on demand/ })
        .first()
        .waitFor();

      // What comes after it is there, so nothing of it is still to come.
      await type(/Message #inc-1/, '/incident note rolled the deploy back');
      await said('rolled the deploy back').waitFor();
      expect(await all(/Severity raised/).count()).toBe(1);
      expect(await card.getByText(/SEV2|Waiting|Left out/).count()).toBe(0);
    },
  );

  itWithChromium(
    'and is down altogether, has everything that happened meanwhile once it is back',
    async (context) => {
      const { expect } = context;
      const { page } = await openIncident(context);
      const { card, panel, said, all, control } = handsOnPage(page);

      await control('Slack’s API', 'Take it down');
      await panel.getByText('down', { exact: true }).waitFor();
      await said('@ana, will you be commander').getByRole('button', { name: 'I take it' }).click();
      await control('Checkout', 'One more');
      await panel.getByText('2 firing').waitFor();
      expect(await card.getByText('1 firing').count()).toBe(1);
      await control('Slack’s API', 'Bring it back');

      await card.getByText('2 firing').waitFor();
      await card.getByText(/Commander.*: @ana/).waitFor();
      await said('@ana is commander now').waitFor();
      expect(await all('@ana is commander now').count()).toBe(1);
    },
  );
});
