import { addressOf } from '../address-of.ts';
import type { Scene } from '../scene.ts';

/** The direct message that wakes whoever has the second key. */
export const approverMessage: Scene = {
  name: 'approver-message',
  looks: ['phone-light', 'phone-dark'],
  async play({ slack, expectSoon }) {
    const woken = slack.dm('ben');
    await expectSoon('ben is woken', () => woken.find('Approve?'));
    return addressOf('ben', woken);
  },
};
