import { onTestFinished } from 'vitest';
import type { SlackOptions } from '../../sandbox/slack/options.ts';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import { startSlack } from '../../sandbox/slack/start-slack.ts';
import { type Receiver, startReceiver } from './receiver.ts';

export type Answer = { ok: boolean; error?: string } & Record<string, unknown>;

export type Workspace = {
  slack: SandboxSlack;
  bot: Receiver;
  call: (method: string, args?: object) => Promise<Answer>;
};

/** A workspace, a bot that listens, and the bot's way to call; all stopped after the case. */
export const startWorkspace = async (options: SlackOptions = {}): Promise<Workspace> => {
  const bot = await startReceiver();
  const slack = await startSlack({ requestUrl: bot.url, eventRetryDelaysMs: [], ...options });
  onTestFinished(bot.stop);
  onTestFinished(slack.stop);
  const call: Workspace['call'] = async (method, args = {}) => {
    const response = await fetch(slack.apiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    return (await response.json()) as Answer;
  };
  return { slack, bot, call };
};

/** A section with a text. */
export const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

/** A button. */
export const button = (actionId: string, text: string, more: object = {}) => ({
  type: 'button',
  action_id: actionId,
  text: { type: 'plain_text', text },
  ...more,
});
