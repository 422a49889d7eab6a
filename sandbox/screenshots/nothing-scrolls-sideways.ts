import type { Page } from 'playwright-core';

/** Throws with what is wider than its place: on a phone one reads down, never to the side. Code may: its lines are as they are. */
export async function nothingScrollsSideways(page: Page): Promise<void> {
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('html, body *')]
      .filter((one) => one instanceof HTMLElement && one.closest('pre') === null)
      .filter(
        (one) =>
          getComputedStyle(one).display !== 'inline' && one.scrollWidth > Math.ceil(one.clientWidth) + 1,
      )
      .map((one) => `<${one.tagName.toLowerCase()}> ${(one.textContent ?? '').slice(0, 60)}`),
  );
  if (wide.length > 0) throw new Error(`Too wide: ${wide.slice(0, 5).join('; ')}`);
}
