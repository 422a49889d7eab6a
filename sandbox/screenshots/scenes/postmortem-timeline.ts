import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nothingScrollsSideways } from '../nothing-scrolls-sideways.ts';
import type { Scene } from '../scene.ts';

/** The same draft further down: the timeline, drawn and line by line. */
export const postmortemTimeline: Scene = {
  name: 'postmortem-timeline',
  looks: ['desktop-light', 'desktop-dark', 'phone-light', 'phone-dark'],
  async play({ drafts }) {
    return pathToFileURL(join(drafts, 'INC-1.html')).href;
  },
  async arrange(page) {
    await nothingScrollsSideways(page);
    await page.locator('#timeline').evaluate((one) => one.scrollIntoView({ block: 'start' }));
  },
};
