import { addressOf } from '../address-of.ts';
import { changeCard } from '../change-card.ts';
import { lookAtChange } from '../look-at-change.ts';
import type { Scene } from '../scene.ts';

/** The same card once the change was approved, done and verified. */
export const changeDone: Scene = {
  name: 'change-done',
  looks: ['phone-light', 'phone-dark'],
  async play(theatre) {
    const { slack, room } = theatre;
    const card = await changeCard(theatre, 1, /Waiting for/);
    await slack.as('ben').press(room().id, card.ts, /^Approve/);
    await changeCard(theatre, 1, /"Done"|Failed|Not known/);
    return addressOf('ana', room());
  },
  arrange: (page) => lookAtChange(page, 1),
};
