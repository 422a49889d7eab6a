import { describe } from 'vitest';
import { itWithChromium } from '../../setup/it-with-chromium.ts';
import { handsOnPage } from './hands-on-page.ts';
import { openIncident } from './open-incident.ts';

describe('a bot that was killed and started from the page', () => {
  itWithChromium(
    'is said to be gone to whoever clicks; the same button works once it is back',
    async (context) => {
      const { expect } = context;
      const { page } = await openIncident(context);
      const { card, panel, said, all, control } = handsOnPage(page);
      const question = said('@ana, will you be commander');

      await control('keyturn', 'Kill');
      await panel.getByText('not running').waitFor();
      await question.getByRole('button', { name: 'I take it' }).click();
      await question.getByText('This app responded with an error.').waitFor();
      await control('keyturn', 'Start');
      await panel.getByText('running', { exact: true }).waitFor();
      await question.getByRole('button', { name: 'I take it' }).click();

      await card.getByText(/Commander.*: @ana/).waitFor();
      await said('@ana is commander now').waitFor();
      expect(await all('@ana is commander now').count()).toBe(1);
    },
  );

  itWithChromium(
    'takes the form that was open meanwhile, with all that was filled in, once',
    async (context) => {
      const { expect } = context;
      const { page } = await openIncident(context);
      const { card, panel, said, all, form, control } = handsOnPage(page);
      const severity = form('Severity of INC-1');
      await card.getByRole('button', { name: 'Severity' }).click();
      await severity.getByLabel('How bad is it?').selectOption('sev1');
      await severity.getByLabel('Why').fill('every customer');

      await control('keyturn', 'Kill');
      await panel.getByText('not running').waitFor();
      await severity.getByRole('button', { name: 'Set severity' }).click();
      await severity.getByText('We had some trouble connecting. Try again?').waitFor();
      expect(await severity.getByLabel('Why').inputValue()).toBe('every customer');
      await control('keyturn', 'Start');
      await panel.getByText('running', { exact: true }).waitFor();
      await severity.getByRole('button', { name: 'Set severity' }).click();

      await severity.waitFor({ state: 'detached' });
      await card.getByText(/SEV1.*crash looping/).waitFor();
      await said(/Severity raised.*SEV1/)
        .getByText('every customer')
        .waitFor();
      expect(await all(/Severity raised/).count()).toBe(1);
    },
  );

  itWithChromium('shows what it had taken but not yet shown, once', async (context) => {
    const { expect } = context;
    const { page } = await openIncident(context);
    const { card, panel, said, all, control, plan } = handsOnPage(page);
    await plan({ method: 'every method', answer: '503', often: 'until cleared' });

    await said('@ana, will you be commander').getByRole('button', { name: 'I take it' }).click();
    await panel
      .getByRole('button', { name: /chat\.postMessage 503, on demand/ })
      .first()
      .waitFor();
    await control('keyturn', 'Kill');
    await panel.getByText('not running').waitFor();
    await panel.getByRole('button', { name: 'Clear all' }).click();
    expect(await all('@ana is commander now').count()).toBe(0);
    await control('keyturn', 'Start');

    await card.getByText(/Commander.*: @ana/).waitFor();
    await said('@ana is commander now').waitFor();
    expect(await all('@ana is commander now').count()).toBe(1);
  });
});
