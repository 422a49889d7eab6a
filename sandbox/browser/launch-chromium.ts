import { type Browser, chromium } from 'playwright-core';
import { findProgram } from '../process/find-program.ts';

/** Where this machine has a Chromium, if it has one. */
export const findChromium = (): string | undefined =>
  findProgram(['chromium', 'chromium-browser', 'google-chrome']);

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/**
 * This machine's Chromium, without a window, and asking nothing of the network by itself.
 *
 * @throws Error with what to install when there is none
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      'There is no Chromium on this machine to look at the page with (apt-get install chromium).',
    );
  }
  return chromium.launch({ executablePath, args: FLAGS });
}
