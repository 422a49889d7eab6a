import type { BrowserContextOptions } from 'playwright-core';

const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 1 };
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** In what somebody looks at the page: the size of their screen, and whether it is night. */
export const LOOKS = {
  'desktop-light': { ...desktop, colorScheme: 'light' },
  'desktop-dark': { ...desktop, colorScheme: 'dark' },
  'phone-light': { ...phone, colorScheme: 'light' },
  'phone-dark': { ...phone, colorScheme: 'dark' },
} satisfies Record<string, BrowserContextOptions>;

export type Look = keyof typeof LOOKS;

export const EVERY_LOOK = Object.keys(LOOKS) as Look[];
