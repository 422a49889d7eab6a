import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { startPage } from '../../../sandbox/page/start-page.ts';
import type { Fields } from '../../../sandbox/slack/model.ts';
import type { SandboxSlack } from '../../../sandbox/slack/sandbox-slack.ts';
import type { Receiver } from '../receiver.ts';
import { button, section, startWorkspace, type Workspace } from '../workspace.ts';

type Line = Fields & { id: string; name: string; unread: number; isForYou: boolean; with?: string };
type State = Fields & { channels: Line[]; directs: Line[]; views: Fields[]; error?: string };
type ShownMessage = Fields & {
  ts: string;
  text: string;
  replies: { count: number };
  files: { id: string }[];
};
type ShownChannel = Fields & { messages: ShownMessage[]; error?: string };
type Done = { status: number; result?: Fields & string; error?: string };

type Page = Workspace & {
  url: string;
  state(as: string): Promise<State>;
  channel(as: string, name: string): Promise<ShownChannel>;
  act(as: string, doing: Fields): Promise<Done>;
};

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const open = async (options: Parameters<typeof startWorkspace>[0] = {}): Promise<Page> => {
  const workspace = await startWorkspace(options);
  const { url, stop } = await startPage({ slack: workspace.slack });
  stops.push(stop);
  const get = async <T>(path: string): Promise<T> => (await (await fetch(url + path)).json()) as T;
  return {
    ...workspace,
    url,
    state: (as) => get(`/api/state?as=${as}`),
    channel: (as, name) => get(`/api/channel?as=${as}&id=${idOf(workspace.slack, name)}`),
    async act(as, doing) {
      const body = JSON.stringify({ as, ...doing });
      const headers = { 'content-type': 'application/json', origin: url };
      const reply = await fetch(`${url}/api/act`, { method: 'POST', headers, body });
      return { status: reply.status, ...((await reply.json()) as object) };
    },
  };
};

const idOf = (slack: SandboxSlack, name: string): string => slack.channel(name).id;
const lineOf = (state: State, name: string): Line | undefined =>
  state.channels.find((one) => one.name === name);
const at = (slack: SandboxSlack, name = 'incidents'): { channel: string } => ({ channel: idOf(slack, name) });
const asks = (bot: Receiver, type: string) => bot.received.filter(({ body }) => body.type === type);

describe('what a person sees', () => {
  it('a private channel only if they are in it, and nobody else’s direct messages', async () => {
    const { slack, state, channel } = await open({
      channels: [{ name: 'incidents' }, { name: 'secret', private: true, members: ['ana'] }],
    });
    slack.as('ana').say('@ben', 'psst');

    const seenBy = async (name: string) => (await state(name)).channels.map((one) => one.name);
    expect(await seenBy('ana')).toContain('secret');
    expect(await seenBy('chloe')).not.toContain('secret');
    expect(await channel('chloe', 'secret')).toEqual({ error: 'You see no such conversation.' });
    expect((await state('ben')).directs).toHaveLength(1);
    expect((await state('chloe')).directs).toHaveLength(0);
  });

  it('what nobody else sees only themselves', async () => {
    const { slack, call, channel } = await open();
    const { id } = slack.member('ana');
    await call('chat.postEphemeral', { ...at(slack), user: id, text: 'for ana' });

    const texts = async (name: string) => (await channel(name, 'incidents')).messages.map(({ text }) => text);
    expect(await texts('ana')).toContain('for ana');
    expect(await texts('ben')).not.toContain('for ana');
  });

  it('how much they have not read, and whether it is for them', async () => {
    const { slack, state, act } = await open();
    const hello = slack.as('ana').say('incidents', 'hello').ts;
    slack.as('ana').say('incidents', `look, <@${slack.member('ben').id}>`);

    expect(lineOf(await state('ana'), 'incidents')?.unread).toBe(0);
    expect(lineOf(await state('ben'), 'incidents')).toMatchObject({ unread: 2, isForYou: true });
    await act('ben', { do: 'read', ...at(slack), ts: hello });
    expect(lineOf(await state('ben'), 'incidents')?.unread).toBe(1);
    expect(lineOf(await state('chloe'), 'incidents')).toMatchObject({ unread: 2, isForYou: false });
  });

  it('edits, deletions, threads, reactions and pins as marks on the messages', async () => {
    const { slack, channel } = await open();
    const ana = slack.as('ana');
    const said = ana.say('incidents', 'first').ts;
    ana.say('incidents', 'a reply', { thread: said });
    ana.edit('incidents', said, 'second');
    ana.react('incidents', said, 'eyes');
    ana.pin('incidents', said);
    const gone = ana.say('incidents', 'gone').ts;
    ana.say('incidents', 'to what?', { thread: gone });
    ana.delete('incidents', gone);

    const { messages } = await channel('ben', 'incidents');
    const marks = { text: 'second', isEdited: true, isPinned: true, replies: { count: 1 } };
    expect(messages.find(({ ts }) => ts === said)).toMatchObject({
      ...marks,
      reactions: [{ name: 'eyes', users: [ana.id] }],
    });
    expect(messages.find(({ ts }) => ts === gone)).toMatchObject({ isDeleted: true });
  });

  it('a file’s content, in which nothing runs, only where it was shared with them', async () => {
    const { slack, url, act, channel } = await open({
      channels: [{ name: 'secret', private: true, members: ['ana'] }],
    });
    const base64 = Buffer.from('<script>alert(1)</script>').toString('base64');
    const file = { name: 'a.html', mimetype: 'text/html', base64 };
    await act('ana', { do: 'upload', ...at(slack, 'secret'), ...file });
    const id = (await channel('ana', 'secret')).messages.flatMap(({ files }) => files)[0]?.id;

    const seen = await fetch(`${url}/api/file?as=ana&id=${id}`);
    expect(await seen.text()).toBe('<script>alert(1)</script>');
    expect(seen.headers.get('content-security-policy')).toContain('sandbox');
    expect((await fetch(`${url}/api/file?as=ben&id=${id}`)).status).toBe(404);
  });
});

describe('what a person does', () => {
  it('is done as they do it in Slack: what they type is no markup, names and links are references', async () => {
    const { slack, act } = await open();
    const ben = slack.member('ben').id;

    const text = '<b>&</b> @ben. See #general, https://example.com/a?b=1. @nobody';
    const { result } = await act('ana', { do: 'say', ...at(slack), text });
    const general = idOf(slack, 'general');
    expect(slack.channel('incidents').message(String(result))?.text).toBe(
      `&lt;b&gt;&amp;&lt;/b&gt; <@${ben}>. See <#${general}|general>, <https://example.com/a?b=1>. @nobody`,
    );
  });

  it('a click reaches the button in the block where it stands, though another one has its action_id', async () => {
    const { slack, bot, call, act } = await open();
    const row = (id: string) => ({
      type: 'actions',
      block_id: id,
      elements: [button('take', 'Take', { value: id })],
    });
    const blocks = [section('two'), row('first'), row('second')];
    const { ts } = await call('chat.postMessage', { ...at(slack), text: 'two', blocks });

    const done = await act('ana', { do: 'press', ...at(slack), ts, target: 'second/take' });
    expect(done.result).toMatchObject({ acked: true });
    const [click] = asks(bot, 'block_actions');
    expect(click?.body.actions).toMatchObject([{ value: 'second' }]);
  });

  it('a click that is not acknowledged in time says what Slack says', async () => {
    const { slack, bot, call, act } = await open({ ackTimeoutMs: 50 });
    bot.answers(() => ({ afterMs: 400 }));
    const blocks = [{ type: 'actions', block_id: 'b', elements: [button('go', 'Go')] }];
    const { ts } = await call('chat.postMessage', { ...at(slack), text: 'go', blocks });

    const done = await act('ana', { do: 'press', ...at(slack), ts, target: 'b/go' });
    expect(done.result).toMatchObject({ acked: false, shown: 'This app did not respond in time.' });
  });

  it('a modal with an error stays open and says at which field', async () => {
    const { slack, bot, call, act, state } = await open();
    const input = {
      type: 'input',
      block_id: 'why',
      label: { type: 'plain_text', text: 'Why' },
      element: { type: 'plain_text_input', action_id: 'text' },
    };
    const title = { type: 'plain_text', text: 'Why' };
    const view = { type: 'modal', title, submit: title, blocks: [input] };
    await act('ana', { do: 'command', ...at(slack), command: '/incident', text: '' });
    await call('views.open', { trigger_id: bot.received.at(-1)?.body.trigger_id, view });
    const [opened] = (await state('ana')).views;
    bot.answers(() => ({ body: { response_action: 'errors', errors: { why: 'Say more.' } } }));

    const done = await act('ana', { do: 'submit', view: opened?.id, values: { why: 'x' } });
    expect(done.result).toMatchObject({ outcome: 'errors', errors: { why: 'Say more.' } });
    expect((await state('ana')).views).toHaveLength(1);
    expect((await state('ben')).views).toHaveLength(0);
    await act('ana', { do: 'closeView', view: opened?.id });
    expect((await state('ana')).views).toHaveLength(0);
  });

  it('what Slack refuses is answered with a sentence', async () => {
    const { slack, act } = await open();
    const { ts } = slack.as('ana').say('incidents', 'mine');

    expect(await act('ben', { do: 'edit', ...at(slack), ts, text: 'yours' })).toEqual({
      status: 400,
      error: 'You can edit only your own messages.',
    });
    expect(await act('ana', { do: 'say', ...at(slack), text: '  ' })).toMatchObject({
      status: 400,
      error: 'Type something first.',
    });
    expect((await act('ana', { do: 'deactivate', name: 'ben' })).status).toBe(400);
    expect((await act('keyturn', { do: 'say', ...at(slack), text: 'hi' })).status).toBe(404);
  });
});

describe('the page', () => {
  it('tells of changes as they happen', async () => {
    const { slack, url } = await open();
    const abort = new AbortController();
    const live = await fetch(`${url}/api/live`, { signal: abort.signal });
    const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();

    slack.as('ana').say('incidents', 'hello');
    let heard = '';
    while (!heard.includes('"kind":"message"')) heard += (await reader?.read())?.value;
    abort.abort();
    expect(heard).toContain(`data: {"kind":"message","channel":"${idOf(slack, 'incidents')}"}`);
  });

  it('answers only itself: no other site, no other name for this address', async () => {
    const { slack, url } = await open();
    const body = JSON.stringify({ as: 'ana', do: 'say', ...at(slack), text: 'from elsewhere' });
    const post = async (headers: Record<string, string>) =>
      (await fetch(`${url}/api/act`, { method: 'POST', headers, body })).status;
    const asked = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const sent = httpRequest(`${url}/api/state?as=ana`, { headers: { host } }, (reply) => {
          reply.resume();
          resolve(reply.statusCode);
        });
        sent.on('error', reject).end();
      });

    const json = { 'content-type': 'application/json' };
    expect(await post({ ...json, origin: 'https://evil.example' })).toBe(403);
    expect(await post(json)).toBe(403);
    expect(await post({ 'content-type': 'text/plain', origin: url })).toBe(415);
    expect(await asked('evil.example')).toBe(403);
    expect(await asked(new URL(url).host)).toBe(200);
    expect(slack.channel('incidents').find('from elsewhere')).toBeUndefined();
  });

  it('serves every file that it is made of from here, and nothing else of the disk', async () => {
    const { url } = await open();
    const page = await (await fetch(url)).text();
    const [, map = '{}'] = /<script type="importmap">([\s\S]*?)<\/script>/.exec(page) ?? [];
    const imports = Object.values((JSON.parse(map) as { imports: Record<string, string> }).imports);
    const parts = [...page.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path]) => String(path));
    const status = async (path: string) => (await fetch(url + path)).status;

    expect(imports.length).toBeGreaterThan(2);
    expect(page).not.toMatch(/(href|src)="https?:/);
    for (const path of [...imports, ...parts]) expect([path, await status(path)]).toEqual([path, 200]);
    for (const path of ['/../start-page.ts', '/..%2fstart-page.ts', '/vendor/../../package.json', '/none.js'])
      expect([path, await status(path)]).toEqual([path, 404]);
  });
});
