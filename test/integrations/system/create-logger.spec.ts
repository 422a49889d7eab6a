import { WebAPIHTTPError, WebAPIPlatformError, WebClient } from '@slack/web-api';
import { Redis } from 'ioredis';
import { describe, expect, inject, it } from 'vitest';
import { createLogger } from '../../../src/integrations/system/create-logger.ts';
import { Unavailable } from '../../../src/ports/failures.ts';

/** What the log writes of an error, as text and as the line's fields. */
function logged(error: unknown) {
  let text = '';
  createLogger('info', { write: (line: string) => (text += line) }).warn({ error }, 'it failed');
  return { text, error: JSON.parse(text).error };
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error,
  );
}

describe('an error in the log', () => {
  it('says what it is, why, where, and what was behind it', () => {
    const { error } = logged(new Unavailable('redis-unreachable', { cause: new TypeError('socket closed') }));

    expect(error).toMatchObject({
      type: 'Unavailable',
      message: 'redis-unreachable',
      reason: 'redis-unreachable',
      cause: { type: 'TypeError', message: 'socket closed' },
    });
    expect(error.stack).toContain('create-logger.spec.ts');
  });

  it('of Redis is without the command: its arguments are passwords and the texts of incidents', async () => {
    const redis = new Redis(inject('redisUrl'));
    try {
      const wrong = await failureOf(redis.call('auth', 'somebody', 'the-password'));
      expect(JSON.stringify(wrong)).toContain('the-password');

      for (const error of [wrong, new Unavailable('redis-unreachable', { cause: wrong })]) {
        expect(logged(error).text).not.toContain('the-password');
      }
    } finally {
      redis.disconnect();
    }
  });

  it("of Slack is without the answer's headers and body, and without our token", async () => {
    const data = { ok: false as const, error: 'invalid_auth', messages: ['what somebody wrote'] };
    const headers = { 'set-cookie': 'what-slack-sets', authorization: 'Bearer xoxb-the-token' };
    const unreachable = new WebClient('xoxb-the-token', {
      slackApiUrl: 'http://127.0.0.1:1/api/',
      retryConfig: { retries: 0 },
    });
    const errors = [
      await failureOf(unreachable.apiCall('auth.test')),
      new WebAPIPlatformError(data),
      new WebAPIHTTPError(502, 'Bad Gateway', headers, 'what somebody wrote'),
    ];

    for (const error of errors.flatMap((one) => [one, new Unavailable('network', { cause: one })])) {
      expect(logged(error).text).not.toMatch(/the-token|what-slack-sets|what somebody wrote/);
    }
  });

  it('of no kind, and one that is its own cause, are logged all the same', () => {
    const circle: Error = new Error('round');
    circle.cause = circle;

    expect(logged('just a text').error).toBe('just a text');
    expect(logged(circle).error).toMatchObject({ message: 'round', cause: { message: 'round' } });
  });
});

describe('a field that is named like a secret', () => {
  it('is not logged', () => {
    let text = '';
    const log = createLogger('info', { write: (line: string) => (text += line) });
    log.info({ token: 'secret-1', call: { headers: { cookie: 'secret-2' } } }, 'a call');

    expect(text).not.toContain('secret-');
  });
});
