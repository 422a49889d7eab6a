import { afterEach, describe, expect, it } from 'vitest';
import { startPage } from '../../../sandbox/page/start-page.ts';
import type { Fields } from '../../../sandbox/slack/model.ts';
import { startWorkspace } from '../workspace.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const open = async () => {
  const workspace = await startWorkspace();
  const { url, stop } = await startPage({ slack: workspace.slack });
  stops.push(stop);
  return {
    ...workspace,
    state: async (as: string): Promise<Fields> =>
      (await (await fetch(`${url}/api/state?as=${as}`)).json()) as Fields,
    async act(as: string, doing: Fields): Promise<{ result?: string; error?: string }> {
      const headers = { 'content-type': 'application/json', origin: url };
      const reply = await fetch(`${url}/api/act`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ as, ...doing }),
      });
      return (await reply.json()) as { result?: string; error?: string };
    },
  };
};

describe('a person', () => {
  it('creates a channel and is in it; a private one nobody else sees', async () => {
    const { slack, act, state } = await open();

    const made = await act('ana', { do: 'createChannel', name: 'plan-b' });
    await act('ana', { do: 'createChannel', name: 'hush', isPrivate: true });

    expect(slack.channel('plan-b')).toMatchObject({ id: made.result, kind: 'public', members: ['ana'] });
    const seenByBen = JSON.stringify((await state('ben')).channels);
    expect(seenByBen).toContain('plan-b');
    expect(seenByBen).not.toContain('hush');
  });

  it.each([
    ['', 'Give the channel a name.'],
    ['Plan B', 'A channel’s name has only small letters, digits, dashes and underscores.'],
    ['x'.repeat(81), 'A channel’s name has at most 80 characters.'],
    ['---', 'A channel’s name can’t be only punctuation.'],
    ['incidents', 'There is a channel with this name already.'],
  ])('is told what is wrong with the name %j', async (name, sentence) => {
    const { act } = await open();

    expect(await act('ana', { do: 'createChannel', name })).toEqual({ error: sentence });
  });

  it('sets a topic of up to 250 characters, in a channel they are in', async () => {
    const { slack, act } = await open();
    const channel = slack.channel('incidents').id;
    const setTopic = (text: string, as = 'ana') => act(as, { do: 'setTopic', channel, text });

    await setTopic('x'.repeat(250));
    expect(slack.channel('incidents').topic).toHaveLength(250);
    expect((await setTopic('x'.repeat(251))).error).toMatch(/250 characters/);
    slack.as('ben').leave('incidents');
    expect((await setTopic('mine', 'ben')).error).toMatch(/You are not in this channel/);
  });

  it('reads what the app declares of itself, and finds no home where it declares none', async () => {
    const { state } = await open();

    const { app, commands, home } = await state('ana');

    expect(app).toMatchObject({ hasHome: false, description: expect.stringContaining('two keys') });
    expect(commands).toMatchObject([{ command: '/incident' }]);
    expect(home).toBeUndefined();
  });
});
