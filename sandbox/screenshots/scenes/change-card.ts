import { addressOf } from '../address-of.ts';
import { changeCard as cardOf } from '../change-card.ts';
import { EVERY_LOOK } from '../look.ts';
import { lookAtChange } from '../look-at-change.ts';
import type { Scene } from '../scene.ts';

/** The card of a change that waits for the second key. */
export const changeCard: Scene = {
  name: 'change-card',
  looks: EVERY_LOOK,
  inDocs: ['desktop-light', 'desktop-dark'],
  async play(theatre) {
    await cardOf(theatre, 1, /Reached/);
    return addressOf('ben', theatre.room());
  },
  arrange: (page) => lookAtChange(page, 1),
};
