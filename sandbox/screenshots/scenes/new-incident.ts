import { addressOf } from '../address-of.ts';
import type { Scene } from '../scene.ts';

/** What whoever is woken sees first: the card, and the question who leads. */
export const newIncident: Scene = {
  name: 'new-incident',
  looks: ['phone-light', 'phone-dark'],
  async play({ controls, expectSoon, room }) {
    await controls.cluster?.play('bad-rollout');
    const opened = await expectSoon('a channel for the incident is opened', () => orNothing(room));
    await expectSoon('ana is in it', () => opened.members.includes('ana'));
    await expectSoon('the runbook is a bookmark', () => opened.bookmarks.length > 0);
    await expectSoon('ana is asked to lead', () => opened.find('commander') ?? opened.find('I lead'));
    return addressOf('ana', opened);
  },
};

function orNothing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
