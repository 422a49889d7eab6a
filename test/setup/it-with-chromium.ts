import { it, type TestAPI } from 'vitest';
import { findProgram } from '../../sandbox/process/find-program.ts';

/** Where this machine has a Chromium, if it has one. */
export const chromiumPath = findProgram(['chromium', 'chromium-browser', 'google-chrome']);

/**
 * A test in a real browser. On a machine without one it is skipped; in CI it runs all the same and fails, so that
 * nobody takes a CI without a browser for a green one.
 */
export const itWithChromium: ReturnType<TestAPI['runIf']> = it.runIf(
  chromiumPath !== undefined || Boolean(process.env.CI),
);
