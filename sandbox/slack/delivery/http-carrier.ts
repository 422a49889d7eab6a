import { createHmac } from 'node:crypto';
import type { Carrier, Delivery, DeliveryResult } from './carrier.ts';

export type HttpCarrierDeps = {
  readonly requestUrl: () => string | undefined;
  readonly signingSecret: string;
  readonly clock: () => number;
  readonly ackTimeoutMs: () => number;
};

/** Slack's signature of a request body: version 0, HMAC-SHA256 over version, time and body. */
export const signature = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

const encode = ({ kind, body }: Delivery): { type: string; text: string } => {
  if (kind === 'event') return { type: 'application/json', text: JSON.stringify(body) };
  const fields =
    kind === 'interaction'
      ? { payload: JSON.stringify(body) }
      : Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
  return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(fields).toString() };
};

/** Delivers by signed POST to the bot's request URL. */
export const createHttpCarrier = (deps: HttpCarrierDeps): Carrier => ({
  async deliver(delivery): Promise<DeliveryResult> {
    const started = performance.now();
    const since = (): number => performance.now() - started;
    const base = deps.requestUrl();
    if (!base) return { outcome: 'connection_failed', ms: 0 };
    const url = new URL(base).pathname === '/' ? new URL('/slack/events', base) : new URL(base);
    const { type, text } = encode(delivery);
    const timestamp = String(Math.floor(deps.clock() / 1000));
    const retry = delivery.retry;
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: text,
        redirect: 'manual',
        signal: AbortSignal.timeout(deps.ackTimeoutMs()),
        headers: {
          'content-type': type,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature(deps.signingSecret, timestamp, text),
          ...(retry && { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason }),
        },
      });
      const said = await response.text();
      if (response.status === 200) {
        return {
          outcome: 'acked',
          text: said,
          contentType: response.headers.get('content-type') ?? '',
          ms: since(),
        };
      }
      const noRetry = response.headers.get('x-slack-no-retry') === '1';
      return { outcome: 'http_error', status: response.status, noRetry, ms: since() };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      return { outcome: timedOut ? 'timeout' : 'connection_failed', ms: since() };
    }
  },
});
