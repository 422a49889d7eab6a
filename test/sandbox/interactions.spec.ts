import { describe, expect, it } from 'vitest';
import { button, startWorkspace, type Workspace } from './workspace.ts';

const card = async ({ slack, call }: Workspace, ...elements: object[]): Promise<string> => {
  const posted = await call('chat.postMessage', {
    channel: slack.channel('incidents').id,
    text: 'card',
    blocks: [{ type: 'actions', block_id: 'acts', elements }],
  });
  expect(posted.error).toBeUndefined();
  return posted.ts as string;
};

const respond = (url: unknown, body: object) =>
  fetch(String(url), { method: 'POST', body: JSON.stringify(body) });

describe('slash commands', () => {
  it('are a signed form with escaped mentions, channels and links', async () => {
    const { slack, bot } = await startWorkspace({ userGroups: [{ handle: 'oncall', members: ['ben'] }] });
    const text = 'role @ben in #general with @oncall https://example.com/a @nobody';

    await slack.as('ana').command('/incident', text, { channel: 'incidents' });

    const [one] = bot.received;
    expect(one?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(one?.headers['x-slack-signature']).toMatch(/^v0=/);
    const general = slack.channel('general').id;
    const group = slack.userGroup('oncall').id;
    expect(one?.body).toMatchObject({
      command: '/incident',
      text: `role <@${slack.member('ben').id}|ben> in <#${general}|general> with <!subteam^${group}|@oncall> <https://example.com/a> @nobody`,
      user_id: slack.member('ana').id,
      channel_name: 'incidents',
      response_url: expect.stringMatching(/^http/),
      trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]+$/),
    });
  });

  it('are refused by Slack itself in threads, and where nobody declared them', async () => {
    const { slack, bot } = await startWorkspace();
    const ana = slack.as('ana');
    const { ts } = ana.say('general', 'parent');

    const inThread = await ana.command('/incident', 'list', { channel: 'general', thread: ts });
    const unknown = await ana.command('/nothing', '', { channel: 'general' });

    expect(inThread).toMatchObject({
      status: 'refused',
      shown: '/incident is not supported in threads. Sorry!',
    });
    expect(unknown).toMatchObject({ status: 'refused', shown: '/nothing is not a valid command.' });
    expect(bot.received).toEqual([]);
  });

  it('show their error when the bot is late, fails, or is not there', async () => {
    const type = ({ slack }: Workspace) =>
      slack.as('ana').command('/incident', 'list', { channel: 'incidents' });
    const impatient = await startWorkspace({ ackTimeoutMs: 60 });
    impatient.bot.answers(() => ({ afterMs: 200 }));
    expect(await type(impatient)).toMatchObject({
      status: 'operation_timeout',
      shown: '/incident failed with the error "operation_timeout"',
    });
    const patient = await startWorkspace();
    patient.bot.answers(() => ({ status: 500 }));
    expect((await type(patient)).status).toBe('dispatch_failed');
    await patient.bot.stop();
    expect((await type(patient)).status).toBe('dispatch_failed');
  });

  it('answer to one person, or to the channel with in_channel', async () => {
    const { slack, bot } = await startWorkspace();
    const type = () => slack.as('ana').command('/incident', 'list', { channel: 'incidents' });
    bot.answers(({ body }) => (body.command ? { body: { text: 'for you' } } : {}));
    expect(await type()).toMatchObject({ status: 'ok', shown: 'for you', reply: { inChannel: false } });
    bot.answers(({ body }) =>
      body.command ? { body: { text: 'for all', response_type: 'in_channel' } } : {},
    );
    await type();

    expect(
      slack
        .channel('incidents')
        .ephemerals('ana')
        .map(({ text }) => text),
    ).toEqual(['for you']);
    expect(
      slack
        .channel('incidents')
        .said()
        .map(({ text }) => text),
    ).toEqual(['for all']);
    expect(
      slack
        .as('ben')
        .sees('incidents')
        .map(({ text }) => text),
    ).not.toContain('for you');
  });
});

describe('clicks', () => {
  it('carry message, container, value and a fresh trigger', async () => {
    const workspace = await startWorkspace();
    const { slack, bot } = workspace;
    const ts = await card(workspace, button('go', 'Go', { value: 'INC-1', style: 'danger' }));

    const ack = await slack.as('ben').press('incidents', ts, /^G/);

    expect(ack).toMatchObject({ acked: true });
    const click = bot.received.find(({ body }) => body.type === 'block_actions')?.body;
    expect(click).toMatchObject({
      user: { id: slack.member('ben').id, username: 'ben' },
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: slack.channel('incidents').id,
        is_ephemeral: false,
      },
      message: { ts, text: 'card' },
      actions: [{ action_id: 'go', block_id: 'acts', value: 'INC-1', type: 'button' }],
    });
  });

  it('say what a user sees when nobody acknowledges, and send nothing when the dialog is declined', async () => {
    const workspace = await startWorkspace({ ackTimeoutMs: 50 });
    const { slack, bot } = workspace;
    const text = (value: string) => ({ type: 'plain_text', text: value });
    const confirm = { title: text('Sure?'), text: text('Really'), confirm: text('Yes'), deny: text('No') };
    const ts = await card(workspace, button('go', 'Go', { confirm }));
    bot.answers(() => ({ afterMs: 150 }));

    expect(await slack.as('ana').press('incidents', ts, 'Go', { confirm: false })).toMatchObject({
      acked: false,
      ms: 0,
    });
    expect(slack.interactions).toEqual([]);
    expect(await slack.as('ana').press('incidents', ts, 'Go')).toMatchObject({
      acked: false,
      error: 'operation_timeout',
    });
  });

  it('pick options, people, dates and times', async () => {
    const workspace = await startWorkspace();
    const { slack, bot } = workspace;
    const option = (value: string) => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value });
    const ts = await card(
      workspace,
      { type: 'static_select', action_id: 'sev', options: [option('sev1'), option('sev2')] },
      { type: 'users_select', action_id: 'who' },
      { type: 'datepicker', action_id: 'day' },
      { type: 'overflow', action_id: 'more', options: [option('a'), option('b')] },
      { type: 'checkboxes', action_id: 'boxes', options: [option('x'), option('y')] },
    );
    const ana = slack.as('ana');
    await ana.select('incidents', ts, 'sev', 'SEV2');
    await ana.select('incidents', ts, 'who', slack.member('ben').id);
    await ana.select('incidents', ts, 'day', '2026-11-20');
    await ana.select('incidents', ts, 'more', 'b');
    await ana.select('incidents', ts, 'boxes', ['x', 'y']);

    const actions = bot.received
      .filter(({ body }) => body.actions)
      .map(({ body }) => (body.actions as object[])[0]);
    expect(actions).toMatchObject([
      { selected_option: { value: 'sev2' } },
      { selected_user: slack.member('ben').id },
      { selected_date: '2026-11-20' },
      { selected_option: { value: 'b' } },
      { selected_options: [{ value: 'x' }, { value: 'y' }] },
    ]);
    await expect(ana.select('incidents', ts, 'sev', 'sev9')).rejects.toThrow('not among the options');
  });

  it('on ephemeral messages carry no message, and only who sees it can click', async () => {
    const { slack, bot, call } = await startWorkspace();
    const { message_ts: ts } = await call('chat.postEphemeral', {
      channel: slack.channel('incidents').id,
      user: slack.member('ana').id,
      text: 'only you',
      blocks: [{ type: 'actions', elements: [button('go', 'Go')] }],
    });

    await slack.as('ana').press('incidents', ts as string, 'Go');

    const click = bot.received.find(({ body }) => body.type === 'block_actions')?.body;
    expect(click).toMatchObject({ container: { is_ephemeral: true } });
    expect(click?.message).toBeUndefined();
    await expect(slack.as('ben').press('incidents', ts as string, 'Go')).rejects.toThrow("can't see");
    await respond(click?.response_url, { replace_original: true, text: 'done' });
    expect(slack.channel('incidents').ephemerals('ana')).toMatchObject([{ text: 'done', blocks: undefined }]);
    await respond(click?.response_url, { delete_original: true });
    expect(slack.channel('incidents').ephemerals('ana')).toEqual([]);
  });

  it('on messages and from anywhere are shortcuts', async () => {
    const { slack, bot } = await startWorkspace();
    const { ts } = slack.as('ana').say('incidents', 'keep this');

    await slack.as('ben').shortcut('save', { channel: 'incidents', ts });
    await slack.as('ben').shortcut('declare');

    const [onMessage, anywhere] = bot.received
      .map(({ body }) => body)
      .filter(({ callback_id }) => callback_id);
    expect(onMessage).toMatchObject({
      type: 'message_action',
      message_ts: ts,
      message: { text: 'keep this' },
    });
    expect(anywhere).toMatchObject({ type: 'shortcut', callback_id: 'declare' });
  });
});

describe('response_url', () => {
  it('works five times within thirty minutes', async () => {
    let now = 1_800_000_000_000;
    const { slack, bot } = await startWorkspace({ clock: () => now });
    const urls: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      await slack.as('ana').command('/incident', 'x', { channel: 'incidents' });
      urls.push(bot.received.at(-1)?.body.response_url as string);
    }
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) statuses.push((await respond(urls[0], { text: `n${n}` })).status);
    now += 30 * 60_000 + 1;

    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(await (await respond(urls[1], { text: 'late' })).text()).toBe('expired_url');
    expect(slack.channel('incidents').ephemerals('ana')).toHaveLength(5);
  });
});
