import { WebClient } from '@slack/web-api';
import type { Log } from '../../ports/log.ts';
import { createSdkLogger } from './sdk-logger.ts';

export type WebClientSettings = {
  readonly token: string;
  /** With the path, e.g. `https://slack.com/api/`. */
  readonly apiUrl: string;
  /** Milliseconds for one call. */
  readonly timeout: number;
};

/**
 * The SDK's client without its own retries: after a lost reply it would post a second time (jobs retry, and look
 * first). A 429 comes back at once instead of stopping the whole queue.
 */
export function createWebClient(settings: WebClientSettings, log: Log): WebClient {
  return new WebClient(settings.token, {
    slackApiUrl: settings.apiUrl,
    timeout: settings.timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: createSdkLogger(log),
  });
}
