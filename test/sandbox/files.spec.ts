import { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { startWorkspace } from './workspace.ts';

describe('files', () => {
  it('are uploaded by filesUploadV2 and can be read back with the token', async () => {
    const { slack, bot } = await startWorkspace();
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });

    await client.filesUploadV2({
      channel_id: slack.channel('incidents').id,
      filename: 'pods.txt',
      content: 'checkout-1 CrashLoopBackOff',
      initial_comment: 'the whole table',
    });

    const [message] = slack.channel('incidents').said();
    expect(message).toMatchObject({ text: 'the whole table', files: [{ name: 'pods.txt' }] });
    expect(slack.files[0]?.content.toString()).toBe('checkout-1 CrashLoopBackOff');
    await slack.until(() => bot.events('file_shared').length === 1);
    const info = await client.files.info({ file: slack.files[0]?.id ?? '' });
    const url = info.file?.url_private ?? '';
    const read = (token: string) => fetch(url, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await read(slack.botToken)).text()).toBe('checkout-1 CrashLoopBackOff');
    expect((await read('xoxb-wrong')).status).toBe(403);
  });

  it.each([
    ['report.html', 'text/html'],
    ['Pods.YAML', 'text/yaml'],
    ['checkout.log', 'text/plain'],
    ['README', 'text/plain'],
  ])('called %s and uploaded without a type are %s', async (filename, mimetype) => {
    const { slack } = await startWorkspace();
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });

    await client.filesUploadV2({ channel_id: slack.channel('incidents').id, filename, content: 'x' });

    expect(slack.files).toMatchObject([{ mimetype }]);
  });

  it('of people hang on their messages in history and in the event', async () => {
    const { slack, bot, call } = await startWorkspace();

    const { file } = slack
      .as('ana')
      .upload('incidents', { name: 'graph.html', content: '<b>', mimetype: 'text/html' });

    await slack.until(() => bot.events('message').length === 1);
    expect(bot.events('message')[0]).toMatchObject({
      subtype: 'file_share',
      files: [{ id: file.id, size: 3 }],
    });
    const history = await call('conversations.history', { channel: slack.channel('incidents').id });
    expect(history.messages).toMatchObject([{ files: [{ id: file.id, mimetype: 'text/html' }] }]);
  });

  it('go only where the bot is', async () => {
    const { slack, call } = await startWorkspace();
    const begun = await call('files.getUploadURLExternal', { filename: 'a.txt', length: 1 });
    await fetch(String(begun.upload_url), { method: 'POST', body: 'a' });
    const files = [{ id: begun.file_id }];

    const refused = await call('files.completeUploadExternal', {
      files,
      channel_id: slack.channel('general').id,
    });

    expect(refused.error).toBe('not_in_channel');
  });
});
