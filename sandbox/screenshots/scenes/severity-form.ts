import { addressOf } from '../address-of.ts';
import type { Scene } from '../scene.ts';

/** A form over the channel: how bad it is. */
export const severityForm: Scene = {
  name: 'severity-form',
  looks: ['desktop-light', 'phone-light', 'phone-dark'],
  async play({ slack, room, expectSoon }) {
    const card = room().pins[0]?.ts ?? '';
    await slack.as('ana').press(room().id, card, 'Severity');
    await expectSoon('the form is open', () => slack.as('ana').views().length > 0);
    return addressOf('ana', room());
  },
  async arrange(page) {
    await page.getByRole('dialog').waitFor();
  },
  async strike({ slack }) {
    await slack.as('ana').closeView();
  },
};
