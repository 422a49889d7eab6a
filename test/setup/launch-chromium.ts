export { launchChromium } from '../../sandbox/browser/launch-chromium.ts';
