import type { ApiMethods } from './method.ts';

/** The one method of the app-level token: a WebSocket address. */
export const appMethods = (newSocketUrl: () => string): ApiMethods => ({
  'apps.connections.open': { appToken: true, run: () => ({ url: newSocketUrl() }) },
});
