import { describe, expect, it } from 'vitest';
import { signature } from '../../sandbox/slack/delivery/http-carrier.ts';
import { startWorkspace } from './workspace.ts';

describe('events', () => {
  it("signs as Slack's published example shows", () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';

    expect(signature('8f742231b10e8888abcd99yyyzzz85a5', '1531420618', body)).toBe(
      'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    );
  });

  it('posts a signed envelope to /slack/events', async () => {
    const { slack, bot } = await startWorkspace({ clock: () => 1_800_000_000_000 });

    slack.as('ana').say('incidents', 'hello');

    await slack.until(() => bot.received.length === 1);
    const [one] = bot.received;
    expect(one?.path).toBe('/slack/events');
    expect(one?.headers['x-slack-request-timestamp']).toBe('1800000000');
    expect(one?.headers['x-slack-signature']).toBe(
      signature(slack.signingSecret, '1800000000', one?.text ?? ''),
    );
    expect(one?.body).toMatchObject({
      type: 'event_callback',
      team_id: slack.team.id,
      api_app_id: slack.app.id,
      event_id: expect.stringMatching(/^Ev/),
      authorizations: [{ user_id: slack.app.botUserId, is_bot: true }],
      event: { type: 'message', text: 'hello', channel_type: 'channel', user: slack.member('ana').id },
    });
  });

  it('tells of conversations that the bot is in, and of no others', async () => {
    const { slack, bot } = await startWorkspace();
    const ana = slack.as('ana');
    ana.createChannel('secret', { private: true });

    const said = ana.say('secret', 'unheard');
    ana.react('secret', said.ts, 'eyes');
    ana.pin('secret', said.ts);
    ana.archive('secret');
    ana.say('incidents', 'heard');

    await slack.until(() => bot.events('message').length === 1);
    expect(bot.events().map((event) => event.type)).toEqual(['message']);
  });

  it('says what changed: edits with both versions, deletions, previews without an edit', async () => {
    const { slack, bot } = await startWorkspace();
    const ana = slack.as('ana');
    const { ts } = ana.say('incidents', 'first');

    ana.edit('incidents', ts, 'second');
    ana.unfurl('incidents', ts, 'A page');
    ana.delete('incidents', ts);

    await slack.until(() => bot.events('message').length === 4);
    const bySubtype = (subtype: string) => bot.events('message').filter((event) => event.subtype === subtype);
    const changes = bySubtype('message_changed');
    const edit = changes.find((event) => (event.previous_message as { text: string }).text === 'first');
    const preview = changes.find((event) => event !== edit);
    expect(edit).toMatchObject({ hidden: true, message: { text: 'second', ts, edited: { user: ana.id } } });
    expect(preview).toMatchObject({ message: { text: 'second', attachments: [{ title: 'A page' }] } });
    expect(bySubtype('message_deleted')).toMatchObject([
      { deleted_ts: ts, previous_message: { text: 'second' } },
    ]);
  });

  it('leaves a tombstone where a parent with replies was deleted', async () => {
    const { slack, bot, call } = await startWorkspace();
    const ana = slack.as('ana');
    const { ts } = ana.say('incidents', 'parent');
    ana.say('incidents', 'reply', { thread: ts });

    ana.delete('incidents', ts);

    await slack.until(() => bot.events('message').some((event) => event.subtype === 'message_changed'));
    const event = bot.events('message').find(({ subtype }) => subtype === 'message_changed');
    expect(event).toMatchObject({
      message: { subtype: 'tombstone', ts },
      previous_message: { text: 'parent' },
    });
    const history = await call('conversations.history', { channel: slack.channel('incidents').id });
    expect(history.messages).toMatchObject([{ subtype: 'tombstone', ts, reply_count: 1 }]);
  });

  it('shows the bot its own messages with bot_id', async () => {
    const { slack, bot, call } = await startWorkspace();

    await call('chat.postMessage', { channel: slack.channel('incidents').id, text: 'by me' });

    await slack.until(() => bot.events('message').length === 1);
    expect(bot.events('message')[0]).toMatchObject({ bot_id: slack.app.botId, user: slack.app.botUserId });
  });

  it('tells of joins, leaves, topic, rename, archive, files and user groups', async () => {
    const { slack, bot } = await startWorkspace({
      members: ['ana', 'ben'],
      channels: [{ name: 'ops', members: ['ana'] }],
      userGroups: [{ handle: 'oncall', members: ['ana'] }],
    });
    const ana = slack.as('ana');
    slack.as('ben').join('ops');
    slack.as('ben').leave('ops');
    ana.setTopic('ops', 'news');
    ana.rename('ops', 'ops-2');
    ana.upload('ops-2', { name: 'log.txt', content: 'x' });
    slack.setUserGroup('oncall', ['ben']);
    ana.archive('ops-2');

    await slack.until(() => bot.events().some((event) => event.type === 'channel_archive'));
    const kinds = bot.events().map((event) => event.subtype ?? event.type);
    for (const kind of [
      'member_joined_channel',
      'channel_join',
      'member_left_channel',
      'channel_topic',
      'channel_rename',
      'file_share',
      'file_shared',
      'subteam_members_changed',
      'subteam_updated',
    ]) {
      expect(kinds).toContain(kind);
    }
  });

  it('sends again what is not acknowledged, saying how often and why', async () => {
    const { slack, bot } = await startWorkspace({ eventRetryDelaysMs: [0, 20, 40] });
    bot.answers(() => ({ status: 500 }));

    slack.as('ana').say('incidents', 'again');

    await slack.until(() => bot.received.length === 4);
    expect(bot.received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([
      undefined,
      '1',
      '2',
      '3',
    ]);
    expect(bot.received[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(bot.received.map(({ body }) => body.event_id)).size).toBe(1);
  });

  it('stops sending again when told so, and names a time-out as one', async () => {
    const { slack, bot } = await startWorkspace({ eventRetryDelaysMs: [0, 0, 0], ackTimeoutMs: 1_000 });
    bot.answers(({ headers }) =>
      headers['x-slack-retry-num']
        ? { status: 500, headers: { 'x-slack-no-retry': '1' } }
        : { afterMs: 2_500 },
    );

    slack.as('ana').say('incidents', 'slow');

    await slack.until(() => slack.events.sent[0]?.attempts.at(-1)?.outcome === 'http_error');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(bot.received).toHaveLength(2);
    expect(bot.received[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
  });

  it('can hold events and deliver them the wrong way round, or twice', async () => {
    const { slack, bot } = await startWorkspace();
    slack.events.hold();
    const { ts } = slack.as('ana').say('incidents', 'short-lived');
    slack.as('ana').delete('incidents', ts);

    await slack.events.release((events) => events.toReversed());
    await slack.events.redeliver(slack.events.sent[0]?.eventId ?? '');

    expect(bot.events().map((event) => event.subtype)).toEqual(['message_deleted', undefined, undefined]);
  });

  it('verifies an address by a challenge', async () => {
    const { slack, bot } = await startWorkspace();
    expect(await slack.verifyRequestUrl()).toBe(false);
    bot.answers(({ body }) => ({ body: { challenge: body.challenge } }));

    expect(await slack.verifyRequestUrl()).toBe(true);
  });
});
