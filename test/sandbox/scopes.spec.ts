import { describe, expect, it } from 'vitest';
import { startWorkspace } from './workspace.ts';

describe('scopes and what a bot may see', () => {
  it('names the scope that is missing and those that were granted', async () => {
    const { call } = await startWorkspace({ scopes: ['chat:write', 'channels:read'] });

    expect(await call('pins.add', { channel: 'C1', timestamp: '1.1' })).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'pins:write',
      provided: 'chat:write,channels:read',
    });
    expect((await call('conversations.list')).ok).toBe(true);
  });

  it('asks for the scope of the kind of conversation', async () => {
    const { slack, call } = await startWorkspace({
      scopes: ['channels:history', 'channels:read'],
      channels: [{ name: 'open' }, { name: 'closed', private: true }],
    });

    expect((await call('conversations.history', { channel: slack.channel('open').id })).ok).toBe(true);
    const refused = await call('conversations.history', { channel: slack.channel('closed').id });
    expect(refused).toMatchObject({ error: 'missing_scope', needed: 'groups:history' });
  });

  it('posts to public channels without joining only with chat:write.public', async () => {
    const post = { channel: '#general', text: 'x' };
    const narrow = await startWorkspace({ scopes: ['chat:write'] });
    const wide = await startWorkspace({ scopes: ['chat:write', 'chat:write.public'] });

    expect((await narrow.call('chat.postMessage', post)).error).toBe('not_in_channel');
    expect((await wide.call('chat.postMessage', post)).ok).toBe(true);
  });

  it('hides private channels that the bot is not in', async () => {
    const { slack, call } = await startWorkspace();
    const { id } = slack.as('ana').createChannel('secret', { private: true });

    expect((await call('conversations.info', { channel: id })).error).toBe('channel_not_found');
    expect((await call('chat.postMessage', { channel: id, text: 'x' })).error).toBe('channel_not_found');
    expect((await call('conversations.create', { name: 'secret' })).error).toBe('name_taken');
    const listed = await call('conversations.list', { types: 'public_channel,private_channel' });
    expect(JSON.stringify(listed.channels)).not.toContain(id);
  });

  it('puts the bot out of a channel that a person archives', async () => {
    const { slack, call } = await startWorkspace();
    const { id } = slack.channel('incidents');
    slack.as('ana').archive('incidents');

    expect((await call('conversations.history', { channel: id })).error).toBe('not_in_channel');
    expect((await call('conversations.unarchive', { channel: id })).error).toBe('not_in_channel');
    expect(await call('conversations.info', { channel: id })).toMatchObject({
      channel: { is_archived: true, is_member: false },
    });
    slack.as('ana').unarchive('incidents');
    expect((await call('conversations.join', { channel: id })).ok).toBe(true);
  });

  it('takes the app token for Socket Mode only', async () => {
    const { slack, call } = await startWorkspace();
    const withApp = async (method: string) =>
      (await (
        await fetch(slack.apiUrl + method, {
          method: 'POST',
          headers: { authorization: `Bearer ${slack.appToken}` },
        })
      ).json()) as object;

    expect((await call('apps.connections.open')).error).toBe('not_allowed_token_type');
    expect(await withApp('auth.test')).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await withApp('apps.connections.open')).toMatchObject({
      ok: true,
      url: expect.stringMatching(/^ws:/),
    });
    expect((await call('no.such')).error).toBe('unknown_method');
  });

  it('refuses to invite who is gone or is a single-channel guest, and more than 100 at once', async () => {
    const { slack, call } = await startWorkspace({
      members: ['ana', { name: 'gone', deleted: true }, { name: 'guest', singleChannelGuest: true }],
    });
    const { id } = slack.as(slack.app.name).createChannel('room');
    const invite = (users: string) => call('conversations.invite', { channel: id, users });

    expect((await invite(slack.member('gone').id)).error).toBe('cant_invite');
    expect((await invite(slack.member('guest').id)).error).toBe('ura_max_channels');
    expect((await invite(Array.from({ length: 101 }, (_, n) => `U${n}`).join())).error).toBe(
      'too_many_users',
    );
    const forced = await call('conversations.invite', {
      channel: id,
      users: `${slack.member('ana').id},U0NO`,
      force: true,
    });
    expect(forced).toMatchObject({ ok: true, errors: [{ user: 'U0NO', error: 'user_not_found' }] });
    expect(slack.channel('room').members).toContain('ana');
  });
});
