import { describe, expect, it } from 'vitest';
import { apiMethods } from '../../sandbox/slack/methods/registry.ts';
import { CHANNEL_BURST, METHOD_BUDGETS } from '../../sandbox/slack/rate-limits.ts';
import { startSlack } from '../../sandbox/slack/start-slack.ts';
import { startWorkspace } from './workspace.ts';

describe('rate limits', () => {
  it("follow Slack's tiers", () => {
    const documented = {
      'conversations.create': 20,
      'conversations.setTopic': 20,
      'pins.add': 20,
      'bookmarks.add': 20,
      'usergroups.users.list': 20,
      'chat.update': 50,
      'conversations.invite': 50,
      'conversations.history': 50,
      'reactions.add': 50,
      'chat.postEphemeral': 100,
      'views.open': 100,
      'users.info': 100,
    };
    expect(METHOD_BUDGETS).toMatchObject(documented);
    for (const method of Object.keys(apiMethods(() => ''))) expect(METHOD_BUDGETS).toHaveProperty([method]);
  });

  it('gives conversations.create 20 calls a minute in the whole workspace', async () => {
    let now = 1_800_000_000_000;
    const { slack, call } = await startWorkspace({ clock: () => now });
    for (let n = 0; n < 20; n += 1)
      expect((await call('conversations.create', { name: `c-${n}` })).ok).toBe(true);
    expect(slack.budgetLeft('conversations.create')).toBe(0);
    now += 10_000;

    const refused = await fetch(`${slack.apiUrl}conversations.create`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}` },
      body: new URLSearchParams({ name: 'c-20' }),
    });

    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('50');
    expect(await refused.json()).toEqual({ ok: false, error: 'ratelimited' });
    expect((await call('conversations.list')).ok).toBe(true);
    now += 50_000;
    expect((await call('conversations.create', { name: 'c-20' })).ok).toBe(true);
  });

  it('gives chat.update 50 a minute, over all channels', async () => {
    const { slack, call } = await startWorkspace({ clock: () => 1_800_000_000_000 });
    const { ts, channel } = await call('chat.postMessage', { channel: '#incidents', text: 'card' });
    for (let n = 0; n < 50; n += 1) await call('chat.update', { channel, ts, text: `card ${n}` });

    expect((await call('chat.update', { channel, ts, text: 'one more' })).error).toBe('ratelimited');
    expect(slack.channel('incidents').message(ts as unknown as string)?.text).toBe('card 49');
  });

  it('lets one message a second into a channel, after a short burst', async () => {
    let now = 1_800_000_000_000;
    const { call } = await startWorkspace({ clock: () => now });
    const post = async (channel: string) => (await call('chat.postMessage', { channel, text: 'x' })).error;
    const burst = [];
    for (let n = 0; n < CHANNEL_BURST + 1; n += 1) burst.push(await post('#incidents'));

    expect(burst).toEqual([undefined, undefined, undefined, undefined, undefined, 'ratelimited']);
    expect(await post('#general')).toBeUndefined();
    now += 1000;
    expect(await post('#incidents')).toBeUndefined();
    expect(await post('#incidents')).toBe('ratelimited');
  });

  it('can be switched off', async () => {
    const { call } = await startWorkspace({ limits: 'off' });
    for (let n = 0; n < 30; n += 1) expect((await call('conversations.list')).ok).toBe(true);
  });

  it('starts two workspaces that share nothing', async () => {
    const [one, two] = await Promise.all([startSlack(), startSlack()]);

    one.as('ana').say('incidents', 'here');

    expect(two.channel('incidents').messages()).toEqual([]);
    await Promise.all([one.stop(), two.stop()]);
  });
});
