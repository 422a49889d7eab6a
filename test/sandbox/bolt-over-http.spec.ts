import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../sandbox/process/free-port.ts';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import { startSlack } from '../../sandbox/slack/start-slack.ts';

describe('a Bolt app over signed HTTP', () => {
  let slack: SandboxSlack;
  let app: App;
  const heard: string[] = [];

  beforeAll(async () => {
    slack = await startSlack();
    const port = await freePort();
    const receiver = new HTTPReceiver({
      signingSecret: slack.signingSecret,
      port,
      logLevel: LogLevel.ERROR,
    });
    app = new App({
      token: slack.botToken,
      receiver,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: slack.apiUrl },
      ignoreSelf: false,
    });
    app.message(async ({ message }) => {
      heard.push((message as { text?: string }).text ?? '');
    });
    app.command('/incident', async ({ command, ack, respond }) => {
      await ack(`heard: ${command.text}`);
      await respond('and later');
    });
    app.action('go', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'went', replace_original: true });
    });
    app.action('ask', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({
        trigger_id: (body as { trigger_id: string }).trigger_id,
        view: {
          type: 'modal',
          callback_id: 'question',
          title: { type: 'plain_text', text: 'Question' },
          submit: { type: 'plain_text', text: 'Send' },
          blocks: [
            {
              type: 'input',
              block_id: 'why',
              label: { type: 'plain_text', text: 'Why' },
              element: { type: 'plain_text_input', action_id: 'text' },
            },
          ],
        },
      });
    });
    app.view('question', async ({ ack, view }) => {
      const said = view.state.values.why?.text?.value ?? '';
      if (said === 'bad') await ack({ response_action: 'errors', errors: { why: 'not that' } });
      else await ack();
    });
    await app.start({ port, host: '127.0.0.1' } as never);
    slack.setRequestUrl(`http://127.0.0.1:${port}`);
  });

  afterAll(async () => {
    await app.stop();
    await slack.stop();
  });

  it('hears what a member says where the bot is, and nothing of elsewhere', async () => {
    const ana = slack.as('ana');

    ana.say('general', 'not for the bot');
    ana.say('incidents', 'hello bot');

    await slack.until(() => heard.includes('hello bot'));
    expect(heard).not.toContain('not for the bot');
  });

  it('answers a slash command at once and again by its response_url, seen by one person only', async () => {
    const result = await slack.as('ana').command('/incident', 'status @ben', { channel: 'incidents' });

    expect(result.status).toBe('ok');
    expect(result.shown).toBe(`heard: status <@${slack.as('ben').id}|ben>`);
    await slack.until(() => slack.channel('incidents').ephemerals('ana').length === 2);
    expect(slack.channel('incidents').ephemerals('ben')).toEqual([]);
  });

  it('acknowledges a click and replaces the message through response_url', async () => {
    const posted = await app.client.chat.postMessage({
      channel: slack.channel('incidents').id,
      text: 'choose',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
        },
      ],
    });

    const ack = await slack.as('ben').press('incidents', posted.ts ?? '', 'Go');

    expect(ack.acked).toBe(true);
    await slack.until(() => slack.channel('incidents').message(posted.ts ?? '')?.text === 'went');
    expect(slack.channel('incidents').message(posted.ts ?? '')?.edited).toBeDefined();
  });

  it('opens a modal, shows the errors that the app answers, and closes when it is content', async () => {
    const posted = await app.client.chat.postMessage({
      channel: slack.channel('incidents').id,
      text: 'ask',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'ask', text: { type: 'plain_text', text: 'Ask' } }],
        },
      ],
    });
    const ben = slack.as('ben');
    await ben.press('incidents', posted.ts ?? '', 'Ask');
    await slack.until(() => ben.views().length === 1);

    expect(await ben.submit({})).toMatchObject({ outcome: 'incomplete' });
    expect(await ben.submit({ why: 'bad' })).toMatchObject({
      outcome: 'errors',
      errors: { why: 'not that' },
    });
    expect(await ben.submit({ why: 'good' })).toMatchObject({ outcome: 'closed' });
    expect(ben.views()).toEqual([]);
  });
});
