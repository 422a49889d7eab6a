import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect } from 'vitest';
import { launchChromium } from '../../../../sandbox/browser/launch-chromium.ts';
import { nothingScrollsSideways } from '../../../../sandbox/screenshots/nothing-scrolls-sideways.ts';
import { MINUTE } from '../../../../src/domain/instant.ts';
import type { Postmortem } from '../../../../src/domain/postmortem/postmortem.ts';
import { postmortemHtml } from '../../../../src/domain/wording/postmortem/html/postmortem-html.ts';
import { NOON } from '../../../builders/incident.ts';
import { aMessage, aPostmortem, withEveryText } from '../../../builders/postmortem.ts';
import { itWithChromium } from '../../../setup/it-with-chromium.ts';

let browser: Browser | undefined;
afterAll(() => browser?.close());

/** The page of a draft in a window of this width. */
async function opened(postmortem: Postmortem, width: number): Promise<Page> {
  browser ??= await launchChromium();
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  await page.setContent(postmortemHtml(postmortem));
  return page;
}

/** A word that breaks nowhere by itself, as names of pods, digests and addresses do. */
const endless = withEveryText(aPostmortem(), () => 'checkout7b5fd8c9645sjnm'.repeat(20));

const threeDays = aPostmortem({
  timeline: Array.from({ length: 900 }, (_, i) =>
    aMessage(`line ${i}\nand more`, { id: `m${i}`, at: NOON + i * 5 * MINUTE }),
  ),
});

describe('the page of a draft in a browser', () => {
  itWithChromium.each([360, 390, 414, 700, 800, 1280])(
    'scrolls nothing sideways in a window of %d, however long its words are',
    async (width) => {
      for (const postmortem of [aPostmortem(), endless]) {
        const page = await opened(postmortem, width);

        await nothingScrollsSideways(page);
        expect(await page.locator('svg:visible').count()).toBe(1);
        await page.close();
      }
    },
  );

  itWithChromium(
    'shows a phone the narrow drawing, and paper the broad one and every table as a table',
    async () => {
      const page = await opened(aPostmortem(), 390);
      const display = (what: string) =>
        page
          .locator(what)
          .first()
          .evaluate((one) => getComputedStyle(one).display);

      expect([await display('svg.narrow'), await display('td')]).toEqual(['block', 'block']);

      await page.emulateMedia({ media: 'print' });

      expect([await display('svg.narrow'), await display('svg.broad')]).toEqual(['none', 'block']);
      expect(await display('td')).toBe('table-cell');
      await page.close();
    },
  );

  itWithChromium(
    'folds its contents on a phone, shows them where there is room, and prints none',
    async () => {
      const page = await opened(threeDays, 390);
      const link = page.locator('nav a[href="#day-2026-11-22"]');

      expect(await link.isVisible()).toBe(false);
      await page.locator('nav summary').click();
      await link.click();
      expect(await topOf(page, '#day-2026-11-22')).toBeLessThan(200);
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.reload();
      await page.setContent(postmortemHtml(threeDays));
      expect(await link.isVisible()).toBe(true);
      expect(await page.locator('nav summary').isVisible()).toBe(false);
      await link.click();
      expect(await topOf(page, '#day-2026-11-22')).toBeLessThan(200);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('nav').isVisible()).toBe(false);
      await page.close();
    },
  );

  itWithChromium('draws of a long timeline what is seen, and prints all of it', async () => {
    const page = await opened(threeDays, 1280);
    const drawn = () =>
      page
        .locator('.entries li')
        .evaluateAll((lines) => lines.map((line) => getComputedStyle(line).contentVisibility));

    expect(new Set(await drawn())).toEqual(new Set(['auto']));
    await page.emulateMedia({ media: 'print' });
    expect(new Set(await drawn())).toEqual(new Set(['visible']));
    await page.close();
  });

  itWithChromium('writes on bars and paper what can be read: by day and by night', async () => {
    const page = await opened(aPostmortem(), 1280);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const [ink, soft, paper, ...bars] = await page.evaluate(() => {
        const of = (name: string) =>
          getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
        return ['ink', 'soft', 'paper', 'role', 'done', 'undone', 'triage', 'investigating', 'mitigated'].map(
          of,
        );
      });

      expect(contrast(ink ?? '', paper ?? '')).toBeGreaterThan(7);
      expect(contrast(soft ?? '', paper ?? '')).toBeGreaterThan(4.5);
      expect(bars.filter((bar) => contrast('#111', bar) < 3.5)).toEqual([]);
    }
    await page.close();
  });
});

/** How far below the top of the window something is. */
function topOf(page: Page, what: string): Promise<number> {
  return page.locator(what).evaluate((one) => Math.abs(one.getBoundingClientRect().top));
}

/** How well two colours are told apart, by the formula of WCAG 2.2 (w3.org), section "contrast ratio". */
function contrast(one: string, other: string): number {
  const [light, dark] = [brightness(one), brightness(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function brightness(colour: string): number {
  const digits = colour.length === 4 ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour;
  const parts = [1, 3, 5].map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
