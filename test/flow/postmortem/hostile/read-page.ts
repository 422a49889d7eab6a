import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { launchChromium } from '../../../../sandbox/browser/launch-chromium.ts';

/** What a browser made of a page, and what the page did. */
export type ReadPage = {
  /** Each element in order: its name and the names of its attributes, apart from what is drawn and its colours. */
  readonly elements: readonly string[];
  /** Every such name there is on the page, with the drawing. */
  readonly vocabulary: ReadonlySet<string>;
  readonly links: readonly string[];
  /** All text, its blanks as one. */
  readonly text: string;
  readonly policy: string | null;
  /** Dialogs, requests beyond the page itself, errors, pages that it opened: none, if it is a page to read. */
  readonly deeds: readonly string[];
  readonly milliseconds: number;
};

/** Opens pages in Chromium as somebody opens a file; it ends with the test. `lawless`: as if the page had no policy. */
export async function openReader({
  lawless,
}: {
  readonly lawless: boolean;
}): Promise<(html: string) => Promise<ReadPage>> {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-hostile-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const context = await browser.newContext({ bypassCSP: lawless });
  const page = await context.newPage();
  const file = join(folder, 'draft.html');
  const address = pathToFileURL(file).href;
  let deeds: string[] = [];
  // What the page's policy refuses is begun and fails at once; nothing of it leaves the browser.
  context.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'csp') deeds.push(`asked for ${request.url()}`);
  });
  context.on('requestfinished', (request) => {
    if (request.url() !== address) deeds.push(`asked for ${request.url()}`);
  });
  context.on('page', (opened) => deeds.push(`opened ${opened.url()}`));
  page.on('dialog', (dialog) => {
    deeds.push(`said ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => deeds.push(`failed: ${error.message}`));
  page.on('console', (message) => deeds.push(`complained: ${message.text()}`));

  return async (html) => {
    deeds = [];
    await writeFile(file, html);
    const began = performance.now();
    await page.goto(address, { waitUntil: 'load' });
    // Whoever waits for an animation, a toggle or a focus has it by then.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const milliseconds = performance.now() - began;
    const seen = await page.evaluate(() => {
      const nameOf = (element: Element): string =>
        [element.localName, ...element.getAttributeNames().sort()].join(' ');
      const all = [...document.querySelectorAll('*')];
      const plain = all.filter((one) => !one.closest('svg') && !/^(?:del|ins)$/.test(one.localName));
      return {
        elements: plain.map(nameOf),
        vocabulary: [...new Set(all.map(nameOf))],
        links: all.flatMap((one) => one.getAttribute('href') ?? []),
        text: (document.body.textContent ?? '').replace(/\s+/g, ' '),
        policy:
          document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ??
          null,
        address: location.href,
      };
    });
    if (seen.address !== address) deeds.push(`went to ${seen.address}`);
    return { ...seen, vocabulary: new Set(seen.vocabulary), deeds: [...deeds], milliseconds };
  };
}
