import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { LOOKS, type Look } from './look.ts';
import type { Scene, Theatre } from './scene.ts';

type Deps = {
  readonly browser: Browser;
  readonly theatre: Theatre;
  /** Of the page. */
  readonly url: string;
  readonly say: (line: string) => void;
};

/** The folder for all pictures, and that for those which the documentation shows. */
export type Folders = { readonly all: string; readonly docs: string };

/** A minute’s budget of edits may have to be waited for. */
const PATIENCE_MS = 75_000;

/** Plays the scenes in their order and takes the pictures of each. Throws when something on the page fails. */
export async function takeScreenshots(
  deps: Deps,
  scenes: readonly Scene[],
  folders: Folders,
): Promise<string[]> {
  const taken: string[] = [];
  for (const scene of scenes) {
    const address = await scene.play(deps.theatre);
    for (const look of scene.looks) {
      const file = `${scene.name}-${look}.png`;
      await takeOne(deps, scene, { look, address, file: join(folders.all, file) });
      if (scene.inDocs?.includes(look)) await copyFile(join(folders.all, file), join(folders.docs, file));
      taken.push(file);
      deps.say(file);
    }
    if (scene.prints) {
      const file = `${scene.name}.pdf`;
      await print(deps, address, join(folders.all, file));
      taken.push(file);
      deps.say(file);
    }
    await scene.strike?.(deps.theatre);
  }
  return taken;
}

/** As a person prints it: with the page's own rules for paper, and without backgrounds unless it insists on them. */
async function print({ browser, url }: Deps, address: string, file: string): Promise<void> {
  const page = await browser.newPage();
  try {
    await page.goto(new URL(address, url).href);
    await page.pdf({ path: file, preferCSSPageSize: true });
  } finally {
    await page.close();
  }
}

async function takeOne(
  { browser, url }: Deps,
  scene: Scene,
  { look, address, file }: { look: Look; address: string; file: string },
): Promise<void> {
  const context = await browser.newContext({ ...LOOKS[look], reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(new URL(address, url).href);
    await page.locator('.starting').waitFor({ state: 'detached' });
    await scene.arrange?.(page);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    if (complaints.length > 0) throw new Error(`The page failed at ${scene.name}: ${complaints.join('; ')}`);
  } finally {
    await context.close();
  }
}
