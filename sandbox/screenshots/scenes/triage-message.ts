import { addressOf } from '../address-of.ts';
import type { Scene } from '../scene.ts';

/** An alert that may be an incident: the question in the announcements channel. */
export const triageMessage: Scene = {
  name: 'triage-message',
  looks: ['desktop-light', 'phone-light', 'phone-dark'],
  async play({ slack, controls, expectSoon }) {
    await controls.alerts.fire('search');
    const incidents = slack.channel('incidents');
    await expectSoon('people are asked whether it is an incident', () => incidents.find('"Decline"'));
    return addressOf('ana', incidents);
  },
};
