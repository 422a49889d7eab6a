import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { startWorkspace } from './workspace.ts';

const post = { channel: '#incidents', text: 'card' };

describe('faults on demand', () => {
  it('answers 429 with Retry-After, which WebClient understands', async () => {
    const { slack } = await startWorkspace();
    const client = new WebClient(slack.botToken, {
      slackApiUrl: slack.apiUrl,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
    });
    slack.fault('chat.postMessage', { kind: '429', retryAfter: 7 }, { times: 1 });

    await expect(client.chat.postMessage(post)).rejects.toMatchObject({ retryAfter: 7 });
    expect((await client.chat.postMessage(post)).ok).toBe(true);
  });

  it('fails before the effect: server errors, Slack errors, a cut connection', async () => {
    const { slack, call } = await startWorkspace();
    slack.fault(
      'chat.postMessage',
      { kind: 'error', error: 'missing_scope', details: { needed: 'chat:write' } },
      { times: 1 },
    );
    expect(await call('chat.postMessage', post)).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
    });
    slack.fault('chat.postMessage', { kind: '5xx', status: 502 }, { times: 1 });
    await expect(call('chat.postMessage', post)).rejects.toThrow();
    slack.fault('chat.postMessage', { kind: 'reset' }, { times: 1 });
    await expect(call('chat.postMessage', post)).rejects.toThrow();

    expect(slack.channel('incidents').said()).toEqual([]);
    expect(slack.callsOf('chat.postMessage').map(({ fault }) => fault)).toEqual(['error', '5xx', 'reset']);
  });

  it('loses a reply: the effect is there, its event delivered, the connection cut', async () => {
    const { slack, bot, call } = await startWorkspace();
    slack.fault('chat.postMessage', { kind: 'lost-reply' }, { times: 1 });

    await expect(call('chat.postMessage', post)).rejects.toThrow();

    expect(slack.channel('incidents').said()).toHaveLength(1);
    expect(bot.events('message')).toHaveLength(1);
    expect(slack.callsOf('chat.postMessage')[0]?.answer).toBeUndefined();
  });

  it('runs a hook between the effect and its answer', async () => {
    const { slack, call } = await startWorkspace();
    const seen: string[] = [];
    const run = ({ method }: { method: string }) => {
      seen.push(`${method}: ${slack.channel('incidents').said().length}`);
    };
    slack.fault('chat.postMessage', { kind: 'hook', run });

    await call('chat.postMessage', post);

    expect(seen).toEqual(['chat.postMessage: 1']);
  });

  it('counts: after so many, so many times, until cleared', async () => {
    const { slack, call } = await startWorkspace();
    slack.fault('auth.test', { kind: 'error', error: 'internal_error' }, { after: 1, times: 1 });
    const outcomes = [];
    for (let n = 0; n < 3; n += 1) outcomes.push((await call('auth.test')).ok);
    expect(outcomes).toEqual([true, false, true]);

    slack.fault('*', { kind: 'error', error: 'fatal_error' });
    expect((await call('users.list')).error).toBe('fatal_error');
    slack.clearFaults();
    expect((await call('users.list')).ok).toBe(true);
  });

  it('delays the effect', async () => {
    const { slack, call } = await startWorkspace();
    slack.fault('auth.test', { kind: 'delay', ms: 80 });

    await call('auth.test');

    expect(slack.callsOf('auth.test')[0]?.ms).toBeGreaterThanOrEqual(79);
  });

  it('is away altogether, and back on the same address', async () => {
    const { slack, call } = await startWorkspace();

    await slack.down();
    await expect(call('auth.test')).rejects.toThrow();
    await slack.up();

    expect((await call('auth.test')).ok).toBe(true);
  });
});
