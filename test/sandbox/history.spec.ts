import { describe, expect, it } from 'vitest';
import { startWorkspace } from './workspace.ts';

describe('history', () => {
  it('shows a new message only after the lag, as long as one is set', async () => {
    let now = 1_800_000_000_000;
    const { slack, call } = await startWorkspace({ clock: () => now, historyLagMs: 2000 });
    const channel = slack.channel('incidents').id;
    await call('chat.postMessage', { channel, text: 'late' });

    expect((await call('conversations.history', { channel })).messages).toEqual([]);
    now += 2000;
    expect((await call('conversations.history', { channel })).messages).toHaveLength(1);
  });

  it('gives at most 999 messages and refuses a cursor that is none', async () => {
    const { slack, call } = await startWorkspace();
    const channel = slack.channel('incidents').id;

    expect((await call('conversations.history', { channel, limit: 1000 })).error).toBe('invalid_limit');
    expect((await call('conversations.history', { channel, cursor: 'nonsense' })).error).toBe(
      'invalid_cursor',
    );
    expect((await call('conversations.history', { channel, oldest: 'yesterday' })).error).toBe(
      'invalid_ts_oldest',
    );
  });

  it('carries metadata only when asked, and never leaves it out of replies then', async () => {
    const { slack, call } = await startWorkspace();
    const channel = slack.channel('incidents').id;
    const metadata = { event_type: 'step', event_payload: { key: 'a' } };
    const parent = await call('chat.postMessage', { channel, text: 'parent', metadata });

    expect((await call('conversations.history', { channel })).messages).not.toMatchObject([{ metadata }]);
    const replies = await call('conversations.replies', {
      channel,
      ts: parent.ts,
      include_all_metadata: true,
    });
    expect(replies.messages).toMatchObject([{ metadata }]);
    const wrong = await call('chat.postMessage', { channel, text: 'x', metadata: { event_type: 'a' } });
    expect(wrong.error).toBe('invalid_metadata_format');
  });

  it('knows threads: broadcast replies in the channel, replies to replies in the same thread', async () => {
    const { slack, call } = await startWorkspace();
    const channel = slack.channel('incidents').id;
    const ana = slack.as('ana');
    const { ts } = ana.say('incidents', 'parent');
    const reply = ana.say('incidents', 'reply', { thread: ts });
    await call('chat.postMessage', { channel, text: 'loud', thread_ts: reply.ts, reply_broadcast: true });

    const history = await call('conversations.history', { channel });
    expect(history.messages).toMatchObject([
      { text: 'loud', subtype: 'thread_broadcast', thread_ts: ts },
      { text: 'parent', reply_count: 2 },
    ]);
    expect((await call('conversations.replies', { channel, ts: '1.000001' })).error).toBe('thread_not_found');
  });

  it('posts a reply to a deleted message into the channel, without a word', async () => {
    const { slack, call } = await startWorkspace();
    const channel = slack.channel('incidents').id;
    const { ts } = slack.as('ana').say('incidents', 'short-lived');
    slack.as('ana').delete('incidents', ts);

    const answer = await call('chat.postMessage', { channel, text: 'reply', thread_ts: ts });

    expect(answer.ok).toBe(true);
    expect((answer.message as { thread_ts?: string }).thread_ts).toBeUndefined();
    expect((await call('conversations.history', { channel })).messages).toMatchObject([{ text: 'reply' }]);
  });

  it('has a notice where something was pinned', async () => {
    const { slack, bot, call } = await startWorkspace();
    const channel = slack.channel('incidents').id;
    const { ts } = await call('chat.postMessage', { channel, text: 'card' });

    await call('pins.add', { channel, timestamp: ts });

    expect((await call('conversations.history', { channel })).messages).toMatchObject([
      { subtype: 'pinned_item', item: { ts } },
      { text: 'card', pinned_to: [channel] },
    ]);
    expect(slack.channel('incidents').said()).toHaveLength(1);
    await slack.until(() => bot.events('pin_added').length === 1);
  });

  it("does not let the bot change other people's messages", async () => {
    const { slack, call } = await startWorkspace();
    const message = {
      channel: slack.channel('incidents').id,
      ts: slack.as('ana').say('incidents', 'mine').ts,
    };

    expect((await call('chat.update', { ...message, text: 'yours' })).error).toBe('cant_update_message');
    expect((await call('chat.delete', message)).error).toBe('cant_delete_message');
  });

  it('gives every message its own timestamp, also when the clock stands still', async () => {
    const { slack } = await startWorkspace({ clock: () => 1_800_000_000_123 });
    const stamps = Array.from({ length: 50 }, () => slack.as('ana').say('incidents', 'x').ts);

    expect(new Set(stamps).size).toBe(50);
    expect(stamps.toSorted()).toEqual(stamps);
  });
});
