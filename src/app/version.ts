import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('../../package.json') as { readonly version: string };

/** This program's own version, as package.json has it. */
export const VERSION = version;
