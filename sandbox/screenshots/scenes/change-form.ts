import { addressOf } from '../address-of.ts';
import type { Scene } from '../scene.ts';

/** The form that a finding's button opens: what would help is filled in, why is not. */
export const changeForm: Scene = {
  name: 'change-form',
  looks: ['phone-light', 'phone-dark', 'desktop-light'],
  async play({ slack, room, expectSoon }) {
    const diagnosis = await expectSoon('the diagnosis offers what would help', () =>
      room().find(/"Propose: undo/),
    );
    await slack.as('ana').press(room().id, diagnosis.ts, /^Propose: undo/);
    await expectSoon('the form is open', () => slack.as('ana').views().length > 0);
    return addressOf('ana', room());
  },
  async arrange(page) {
    await page.getByRole('dialog').waitFor();
  },
  async strike({ slack }) {
    await slack.as('ana').submit({ reason: 'Every pod of 2.32.0 crashes, and 2.31.0 did not.' });
  },
};
