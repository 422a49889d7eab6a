import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from './it-with-chromium.ts';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** This machine's Chromium, without a window, and asking nothing of the network by itself. */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined)
    throw new Error('Install chromium: this test looks at the page in a browser.');
  return chromium.launch({ executablePath: chromiumPath, args: FLAGS });
}
