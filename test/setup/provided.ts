import type { PropertySettings } from './property-settings.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One Redis for the whole run; each test file keeps to its own key prefix. */
    redisUrl: string;
    /** How the property tests of this run choose their cases. */
    properties: PropertySettings;
  }
}

export type Provided = 'redisUrl' | 'properties';
