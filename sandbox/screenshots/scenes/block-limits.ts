import type { Scene } from '../scene.ts';

/** The page that lists every block with its limits. */
export const blockLimits: Scene = {
  name: 'block-limits',
  looks: ['desktop-light', 'desktop-dark', 'phone-light'],
  async play() {
    return '/blocks.html';
  },
  async arrange(page) {
    await page.locator('#table').waitFor();
  },
};
