import { addressOf } from '../address-of.ts';
import { changeCard } from '../change-card.ts';
import { lookAtChange } from '../look-at-change.ts';
import type { Scene } from '../scene.ts';

/** The card of a change that could break something: whoever asked for it has to say first that they know. */
export const changeWarnings: Scene = {
  name: 'change-warnings',
  looks: ['phone-light', 'phone-dark'],
  async play(theatre) {
    const { slack, room } = theatre;
    const ask = 'do restart sts/ledger-db -n pay --reason "its connections are stuck"';
    await slack.as('ana').command('/incident', ask, { channel: room().id });
    await changeCard(theatre, 2, /Waiting for/);
    return addressOf('ana', room());
  },
  arrange: (page) => lookAtChange(page, 2),
};
