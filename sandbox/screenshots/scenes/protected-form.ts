import { addressOf } from '../address-of.ts';
import { changeCard } from '../change-card.ts';
import type { Scene } from '../scene.ts';

/** The form in which the target of a protected change is typed out. */
export const protectedForm: Scene = {
  name: 'protected-form',
  looks: ['phone-light', 'phone-dark'],
  async play(theatre) {
    const { slack, room, expectSoon } = theatre;
    const card = await changeCard(theatre, 2, /Waiting for/);
    await slack.as('ana').press(room().id, card.ts, 'I know what could break');
    await changeCard(theatre, 2, /Waiting for a second key/);
    await slack.as('ben').press(room().id, card.ts, /^Approve/);
    await expectSoon('the form is open', () => slack.as('ben').views().length > 0);
    return addressOf('ben', room());
  },
  async arrange(page) {
    await page.getByRole('dialog').waitFor();
  },
  async strike({ slack }) {
    await slack.as('ben').closeView();
  },
};
