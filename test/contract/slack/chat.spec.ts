import { expect } from 'vitest';
import { describeContract } from './contract.ts';
import { newChannel, post } from './implementation.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

describeContract('chat', ({ rule, ruleKinderInEmulate }) => {
  rule('a call without a token is not_authed', async (slack) => {
    expect(await slack.callAs(undefined, 'auth.test')).toMatchObject({ ok: false, error: 'not_authed' });
  });

  ruleKinderInEmulate('a wrong token is invalid_auth', 'it takes any token', async (slack) => {
    expect(await slack.callAs('xoxb-wrong', 'auth.test')).toMatchObject({ ok: false, error: 'invalid_auth' });
  });

  rule('auth.test names the bot', async (slack) => {
    expect(await slack.call('auth.test')).toMatchObject({ ok: true, user_id: slack.bot });
  });

  rule('a message is posted with a timestamp of seconds and six digits', async (slack) => {
    const answer = await slack.call('chat.postMessage', { channel: slack.general, text: 'hello' });

    expect(answer).toMatchObject({ ok: true, channel: slack.general, message: { text: 'hello' } });
    expect(answer.ts).toMatch(/^\d{10}\.\d{6}$/);
  });

  rule('an unknown channel is channel_not_found', async (slack) => {
    const answer = await slack.call('chat.postMessage', { channel: 'C0NOWHERE', text: 'x' });

    expect(answer.error).toBe('channel_not_found');
  });

  rule('a message without anything to say is no_text', async (slack) => {
    expect((await slack.call('chat.postMessage', { channel: slack.general })).error).toBe('no_text');
  });

  rule('text over 40,000 characters is cut, with a warning', async (slack) => {
    const answer = await slack.call('chat.postMessage', { channel: slack.general, text: 'x'.repeat(40_010) });

    expect(answer).toMatchObject({ ok: true, warning: 'message_truncated' });
    expect((answer.message as { text: string }).text).toHaveLength(40_000);
  });

  rule('metadata comes back from history when it is asked for', async (slack) => {
    const { id } = await newChannel(slack);
    const metadata = { event_type: 'step', event_payload: { key: 'card' } };
    await slack.call('chat.postMessage', { channel: id, text: 'card', metadata });

    const history = await slack.call('conversations.history', { channel: id, include_all_metadata: true });

    expect((history.messages as unknown[])[0]).toMatchObject({ text: 'card', metadata });
  });

  ruleKinderInEmulate('more than 50 blocks are refused', 'it takes any number', async (slack) => {
    const blocks = Array.from({ length: 51 }, () => ({ type: 'divider' }));
    const answer = await slack.call('chat.postMessage', { channel: slack.general, text: 'x', blocks });

    expect(answer).toMatchObject({ ok: false, error: 'invalid_blocks' });
  });

  ruleKinderInEmulate('a section over 3,000 characters is refused', 'it does not look', async (slack) => {
    const blocks = [section('x'.repeat(3001))];
    const answer = await slack.call('chat.postMessage', { channel: slack.general, text: 'x', blocks });

    expect(answer).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
  });

  rule('an update changes the text and marks the message as edited', async (slack) => {
    const { id } = await newChannel(slack);
    const ts = await post(slack, id);

    expect(await slack.call('chat.update', { channel: id, ts, text: 'better' })).toMatchObject({
      ok: true,
      ts,
      text: 'better',
    });

    const history = await slack.call('conversations.history', { channel: id });
    expect((history.messages as unknown[])[0]).toMatchObject({ text: 'better', edited: expect.anything() });
  });

  rule('an update with text alone takes the blocks away', async (slack) => {
    const { id } = await newChannel(slack);
    const blocks = [section('first')];
    const { ts } = await slack.call('chat.postMessage', { channel: id, text: 'first', blocks });

    await slack.call('chat.update', { channel: id, ts, text: 'second' });

    const history = await slack.call('conversations.history', { channel: id });
    expect((history.messages as { blocks?: unknown }[])[0]?.blocks).toBeUndefined();
  });

  rule('an update that names no metadata keeps it', async (slack) => {
    const { id } = await newChannel(slack);
    const metadata = { event_type: 'step', event_payload: { key: 'kept' } };
    const { ts } = await slack.call('chat.postMessage', { channel: id, text: 'first', metadata });

    await slack.call('chat.update', { channel: id, ts, text: 'second' });

    const history = await slack.call('conversations.history', { channel: id, include_all_metadata: true });
    expect((history.messages as unknown[])[0]).toMatchObject({ text: 'second', metadata });
  });

  rule('updating or deleting what is not there is message_not_found', async (slack) => {
    const gone = { channel: slack.general, ts: '1000000000.000001' };

    expect((await slack.call('chat.update', { ...gone, text: 'x' })).error).toBe('message_not_found');
    expect((await slack.call('chat.delete', gone)).error).toBe('message_not_found');
  });

  rule('a deleted message is gone from history', async (slack) => {
    const { id } = await newChannel(slack);
    const ts = await post(slack, id, 'soon gone');

    expect(await slack.call('chat.delete', { channel: id, ts })).toMatchObject({ ok: true, ts });

    const history = await slack.call('conversations.history', { channel: id });
    expect((history.messages as { text: string }[]).map(({ text }) => text)).not.toContain('soon gone');
  });

  rule('an ephemeral message needs a person who is in the channel', async (slack) => {
    const { id } = await newChannel(slack);
    const [ana] = slack.people;

    expect((await slack.call('chat.postEphemeral', { channel: id, user: ana, text: 'x' })).error).toBe(
      'user_not_in_channel',
    );
    await slack.call('conversations.invite', { channel: id, users: ana });
    const answer = await slack.call('chat.postEphemeral', { channel: id, user: ana, text: 'x' });

    expect(answer).toMatchObject({ ok: true, message_ts: expect.any(String) });
  });

  rule('a permalink names channel and timestamp', async (slack) => {
    const { id } = await newChannel(slack);
    const ts = await post(slack, id);
    const answer = await slack.call('chat.getPermalink', { channel: id, message_ts: ts });

    expect(answer.permalink).toContain(`/archives/${id}/p${ts.replace('.', '')}`);
    const none = { channel: id, message_ts: '1000000000.000001' };
    expect((await slack.call('chat.getPermalink', none)).error).toBe('message_not_found');
  });
});
