import { addressOf } from '../address-of.ts';
import { EVERY_LOOK } from '../look.ts';
import type { Scene } from '../scene.ts';

/** The same channel from its beginning: the card, as it is kept up to date. */
export const incidentCard: Scene = {
  name: 'incident-card',
  looks: EVERY_LOOK,
  inDocs: ['desktop-light', 'desktop-dark'],
  play: async ({ room }) => addressOf('ana', room()),
  async arrange(page) {
    const card = page.getByRole('log').locator('article').first();
    await card.waitFor();
    await card.evaluate((one) => one.scrollIntoView({ block: 'start' }));
  },
};
