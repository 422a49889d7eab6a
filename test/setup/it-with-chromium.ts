import { it, type TestAPI } from 'vitest';
import { findChromium } from '../../sandbox/browser/launch-chromium.ts';

/**
 * A test in a real browser. On a machine without one it is skipped; in CI it runs all the same and fails, so that
 * nobody takes a CI without a browser for a green one.
 */
export const itWithChromium: ReturnType<TestAPI['runIf']> = it.runIf(
  findChromium() !== undefined || Boolean(process.env.CI),
);
