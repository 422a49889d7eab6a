import { addressOf } from '../address-of.ts';
import { EVERY_LOOK } from '../look.ts';
import type { Scene } from '../scene.ts';

/** The first diagnosis in the channel: the cause, how sure it is, and what to look at next. */
export const firstDiagnosis: Scene = {
  name: 'first-diagnosis',
  looks: EVERY_LOOK,
  inDocs: ['desktop-light', 'desktop-dark'],
  async play({ room, expectSoon }) {
    await expectSoon('the first diagnosis is in the channel', () => room().find('First diagnosis'));
    return addressOf('ana', room());
  },
  async arrange(page) {
    const diagnosis = page.getByRole('log').locator('article', { hasText: 'First diagnosis' }).first();
    await diagnosis.waitFor();
    await diagnosis.evaluate((one) => one.scrollIntoView({ block: 'start' }));
  },
};
