import { describe } from 'vitest';
import { itWithChromium } from '../../setup/it-with-chromium.ts';
import { handsOnPage } from './hands-on-page.ts';
import { openIncident } from './open-incident.ts';

describe('a form on the page', () => {
  itWithChromium(
    'that Slack would open too late does not open, which is said; pressed again it does',
    async (context) => {
      const { expect } = context;
      const { page } = await openIncident(context);
      const { card, panel, said, form, plan } = handsOnPage(page);
      const severity = form('Severity of INC-1');
      await plan({ method: 'views.open', answer: 'answers 5 s late' });

      await card.getByRole('button', { name: 'Severity' }).click();
      await said('could not be opened in the three seconds').getByText('Only visible to you').waitFor();
      await panel.getByRole('button', { name: /views\.open expired_trigger_id/ }).waitFor();
      expect(await severity.count()).toBe(0);
      await card.getByRole('button', { name: 'Severity' }).click();

      await severity.waitFor();
    },
  );

  itWithChromium(
    'of which Slack’s answer is lost is open, and nobody is told that it is not',
    async (context) => {
      const { page } = await openIncident(context);
      const { card, said, form, plan } = handsOnPage(page);
      const severity = form('Severity of INC-1');
      await plan({ method: 'views.open', answer: 'done, but the reply is lost' });

      await card.getByRole('button', { name: 'Severity' }).click();
      await severity.waitFor();
      await said('If you do not see it, please press again').waitFor();
      await severity.getByLabel('How bad is it?').selectOption('sev1');
      await severity.getByRole('button', { name: 'Set severity' }).click();

      await severity.waitFor({ state: 'detached' });
      await card.getByText(/SEV1.*crash looping/).waitFor();
    },
  );

  itWithChromium(
    'about what is over by now says so, keeps what was filled in, and changes nothing',
    async (context) => {
      const { expect } = context;
      const { page, windowOf } = await openIncident(context);
      const { card, conversation, said, all, form } = handsOnPage(page);
      const severity = form('Severity of INC-1');
      await card.getByRole('button', { name: 'Severity' }).click();
      await severity.getByLabel('Why').fill('every customer');
      await severity.getByLabel('How bad is it?').selectOption('sev1');
      const chloe = handsOnPage(await windowOf('chloe'));
      await chloe.conversation('inc-1').click();
      await chloe.type(/Message #inc-1/, '/incident resolve rolled back');
      await card.getByText('Resolved').first().waitFor();

      await severity.getByRole('button', { name: 'Set severity' }).click();
      await severity.getByText('INC-1 is resolved. Reopen it first, with the reason.').waitFor();
      expect(await severity.getByLabel('Why').inputValue()).toBe('every customer');
      await severity.getByRole('button', { name: 'Cancel' }).click();
      await severity.waitFor({ state: 'detached' });

      await conversation('inc-1').click();
      // Said after the card was edited: what is counted before it is there proves nothing.
      await said(/Resolved.* by /).waitFor();
      expect(await all(/SEV1/).count()).toBe(0);
      expect(await all(/Resolved.* by /).count()).toBe(1);
    },
  );

  itWithChromium(
    'for resolving what somebody else resolved closes, and says how to keep the words',
    async (context) => {
      const { expect } = context;
      const { page, windowOf } = await openIncident(context);
      const { card, said, all, form } = handsOnPage(page);
      const resolve = form('Resolve INC-1');
      await card.getByRole('button', { name: 'Resolve' }).click();
      await resolve.getByText('1 alert still firing.').waitFor();
      await resolve.getByLabel('What fixed it?').fill('a new certificate');
      const chloe = handsOnPage(await windowOf('chloe'));
      await chloe.conversation('inc-1').click();
      await chloe.type(/Message #inc-1/, '/incident resolve rolled back');
      await said(/Resolved.* by /).waitFor();

      await resolve.getByRole('button', { name: 'Resolve' }).click();
      await resolve.waitFor({ state: 'detached' });

      await said('INC-1 is resolved already. To keep what you wrote')
        .getByText('Only visible to you')
        .waitFor();
      expect(await all(/Resolved.* by /).count()).toBe(1);
    },
  );
});
