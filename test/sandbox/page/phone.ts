import type { Page } from 'playwright-core';

/** A phone held upright. */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** Where the rightmost of what one reads or presses ends, in pixels; a page that hides its overflow has no wider scroll. */
export const rightEdge = (page: Page): Promise<number> =>
  page
    .locator('main article, main article button, .composer, .modal, .modal :is(button, select, textarea)')
    .evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().right)));
