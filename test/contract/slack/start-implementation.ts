import { createEmulator } from 'emulate';
import { startSlack } from '../../../sandbox/slack/start-slack.ts';
import { type Implementation, postForm } from './implementation.ts';

/** Our own sandbox. */
export const startSandbox = async (): Promise<Implementation> => {
  const slack = await startSlack({ limits: 'off' });
  slack.as('ana').invite('general', slack.app.name);
  const [ana, ben] = [slack.member('ana'), slack.member('ben')];
  return {
    name: 'sandbox',
    bot: slack.app.botUserId,
    people: [ana.id, ben.id],
    emails: [ana.email ?? '', ben.email ?? ''],
    general: slack.channel('general').id,
    call: (method, args) => postForm(slack.apiUrl + method, slack.botToken, args),
    callAs: (token, method) => postForm(slack.apiUrl + method, token),
    upload: async (url, content) => (await fetch(url, { method: 'POST', body: content })).status,
    trigger: async (view) => slack.world.triggers.issue(ana.id, view),
    stop: slack.stop,
  };
};

const SEED = {
  slack: {
    team: { name: 'Contract', domain: 'contract' },
    users: [
      { name: 'ana', real_name: 'Ana', email: 'ana@example.com' },
      { name: 'ben', real_name: 'Ben', email: 'ben@example.com' },
      { name: 'thebot', real_name: 'The bot', is_bot: true },
    ],
    channels: [{ name: 'general', topic: 'all' }],
    bots: [{ name: 'thebot' }],
    tokens: [{ token: 'xoxb-contract', user: 'thebot' }],
  },
};

type Listed = { id: string; name: string }[];

/** The npm package emulate, in this process. */
export const startEmulate = async (): Promise<Implementation> => {
  const emulator = await createEmulator({ service: 'slack', port: 0, seed: SEED as never });
  const api = `${emulator.url}/api/`;
  const token = 'xoxb-contract';
  const call: Implementation['call'] = (method, args) => postForm(api + method, token, args);
  const users = (await call('users.list')).members as Listed;
  const channels = (await call('conversations.list')).channels as Listed;
  const idOf = (all: Listed, name: string): string => all.find((one) => one.name === name)?.id ?? '';
  const ana = idOf(users, 'ana');
  return {
    name: 'emulate',
    bot: (await call('auth.test')).user_id as string,
    people: [ana, idOf(users, 'ben')],
    emails: ['ana@example.com', 'ben@example.com'],
    general: idOf(channels, 'general'),
    call,
    callAs: (other, method) => postForm(api + method, other),
    upload: async (url, content) => (await fetch(url, { method: 'POST', body: content })).status,
    trigger: async (view) =>
      (await call('views.generateTriggerId', { user_id: ana, ...(view && { view_id: view }) }))
        .trigger_id as string,
    stop: () => emulator.close(),
  };
};
