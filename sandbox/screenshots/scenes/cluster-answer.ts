import { addressOf } from '../address-of.ts';
import type { Scene } from '../scene.ts';

/** What the cluster answered to a question, as a table. */
export const clusterAnswer: Scene = {
  name: 'cluster-answer',
  looks: ['phone-light', 'phone-dark', 'desktop-light'],
  async play({ slack, room, expectSoon }) {
    await slack.as('ana').command('/incident', 'get pods -n shop', { channel: room().id });
    await expectSoon('the answer is in the channel', () => room().find(/Answer.*pods in shop/s));
    return addressOf('ana', room());
  },
  async arrange(page) {
    const answer = page.getByRole('log').locator('article', { hasText: 'pods in shop' }).last();
    await answer.waitFor();
    await answer.evaluate((one) => one.scrollIntoView({ block: 'start' }));
  },
};
