import { createHmac, randomBytes } from 'node:crypto';
import { createEmulator } from 'emulate';
import { onTestFinished } from 'vitest';
import { postForm } from '../contract/slack/implementation.ts';

const SECRET = 'a-signing-secret-of-another-slack';

/** Its tokens belong to users: who asks for itself is not told a bot id, and messages carry none. */
const SEED = {
  slack: {
    team: { name: 'Acme', domain: 'acme' },
    users: [
      { name: 'ana', real_name: 'Ana' },
      { name: 'ben', real_name: 'Ben' },
      { name: 'keyturn', real_name: 'Keyturn', is_bot: true },
    ],
    channels: [{ name: 'incidents' }],
    tokens: [
      { token: 'xoxb-keyturn', user: 'keyturn' },
      { token: 'xoxp-ana', user: 'ana' },
    ],
  },
};

/** A message as history shows it. */
export type Shown = {
  readonly ts: string;
  readonly user?: string;
  readonly text?: string;
  readonly blocks?: readonly {
    readonly type: string;
    readonly elements?: readonly {
      readonly action_id?: string;
      readonly value?: string;
      readonly text?: { readonly text?: string };
    }[];
  }[];
};

type Channel = { readonly id: string; readonly name: string; readonly topic: { readonly value: string } };

/** The Slack of the npm package emulate: written by others, without user groups, and it tells nobody of what is said. */
export type AnotherSlack = {
  readonly apiUrl: string;
  readonly secrets: { readonly SLACK_BOT_TOKEN: string; readonly SLACK_SIGNING_SECRET: string };
  idOf(name: string): string;
  channels(): Promise<readonly Channel[]>;
  /** From the oldest to the newest. */
  said(channel: string): Promise<readonly Shown[]>;
  says(channel: string, text: string): Promise<void>;
  /** The text of the newest file whose name is like this; null: there is none. */
  file(name: RegExp): Promise<string | null>;
  /** Sends to the bot what Slack sends when ana types a command; what she sees at once. */
  command(bot: string, channel: string, text: string): Promise<string>;
  /** The same when she presses the button with these words. */
  press(bot: string, channel: string, message: Shown, words: string): Promise<number>;
};

/** Starts it; it ends with the test. */
export async function startAnotherSlack(): Promise<AnotherSlack> {
  const emulator = await createEmulator({ service: 'slack', port: 0, seed: SEED as never });
  onTestFinished(() => emulator.close());
  const apiUrl = `${emulator.url}/api/`;
  const call = (method: string, args: object = {}, token = 'xoxb-keyturn') =>
    postForm(apiUrl + method, token, args as never);
  const users = (await call('users.list')).members as { id: string; name: string }[];
  const idOf = (name: string): string => users.find((user) => user.name === name)?.id ?? '';
  const ana = { user_id: idOf('ana'), user_name: 'ana', team_id: 'T000000001' };
  return {
    apiUrl,
    secrets: { SLACK_BOT_TOKEN: 'xoxb-keyturn', SLACK_SIGNING_SECRET: SECRET },
    idOf,
    channels: async () => (await call('conversations.list')).channels as Channel[],
    async said(channel) {
      const { messages } = await call('conversations.history', { channel });
      return (messages as Shown[]).toReversed();
    },
    async says(channel, text) {
      await call('chat.postMessage', { channel, text }, 'xoxp-ana');
    },
    async file(name) {
      const files = (await call('files.list')).files as { name: string; url_private_download: string }[];
      const found = files.find((file) => name.test(file.name));
      if (!found) return null;
      const headers = { authorization: 'Bearer xoxb-keyturn' };
      return (await fetch(found.url_private_download, { headers })).text();
    },
    async command(bot, channel, text) {
      const answer = await sent(bot, {
        ...ana,
        command: '/incident',
        text,
        channel_id: channel,
        trigger_id: 'always.the.same',
        response_url: `${emulator.url}/not/there`,
      });
      return answer.text();
    },
    async press(bot, channel, message, words) {
      const button = (message.blocks ?? [])
        .flatMap(({ elements = [] }) => elements)
        .find(({ text }) => text?.text === words);
      if (!button) throw new Error(`there is no button ${words}`);
      const payload = {
        type: 'block_actions',
        user: { id: ana.user_id },
        team: { id: ana.team_id },
        channel: { id: channel },
        container: { type: 'message', channel_id: channel, message_ts: message.ts, is_ephemeral: null },
        message: { ts: message.ts },
        trigger_id: 'always.the.same',
        response_url: null,
        actions: [{ type: 'button', action_id: button.action_id, value: button.value ?? null }],
      };
      return (await sent(bot, { payload: JSON.stringify(payload) })).status;
    },
  };
}

/** Signed as docs.slack.dev says, "Verifying requests from Slack". */
async function sent(bot: string, form: Readonly<Record<string, string>>): Promise<Response> {
  const body = new URLSearchParams({ ...form, token: randomBytes(8).toString('hex') }).toString();
  const at = String(Math.floor(Date.now() / 1_000));
  const digest = createHmac('sha256', SECRET).update(`v0:${at}:${body}`).digest('hex');
  return fetch(`${bot}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${digest}`,
    },
    body,
  });
}
