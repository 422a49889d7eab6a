import { afterEach, describe, expect, it } from 'vitest';
import { startPage } from '../../../sandbox/page/start-page.ts';
import type { Fields } from '../../../sandbox/slack/model.ts';
import { startWorkspace } from '../workspace.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

type Line = { name: string; unread: number; isForYou: boolean };

/** A workspace in which ben is on call; `marks` tells whether the app's message is shown to him as one for him. */
const open = async () => {
  const { slack, call } = await startWorkspace({ userGroups: [{ handle: 'oncall', members: ['ben'] }] });
  const { url, stop } = await startPage({ slack });
  stops.push(stop);
  const marks = async (name: string, message: Fields): Promise<boolean | undefined> => {
    const { channels } = (await (await fetch(`${url}/api/state?as=${name}`)).json()) as { channels: Line[] };
    expect(channels.find((one) => one.name === 'incidents')).toMatchObject({ unread: 0 });
    await call('chat.postMessage', { channel: slack.channel('incidents').id, text: 'x', ...message });
    const after = (await (await fetch(`${url}/api/state?as=${name}`)).json()) as { channels: Line[] };
    return after.channels.find((one) => one.name === 'incidents')?.isForYou;
  };
  return { slack, marks, group: [...slack.world.userGroups.values()][0]?.id ?? '' };
};

const rich = (element: Fields): Fields => ({
  blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] }],
});

describe('a message is for somebody', () => {
  it.each<[string, (ids: { ben: string; group: string }) => Fields]>([
    ['by their name', ({ ben }) => ({ text: `look, <@${ben}>` })],
    ['by their group', ({ group }) => ({ text: `look, <!subteam^${group}>` })],
    ['by all who are here', () => ({ text: 'look, <!here>' })],
    ['by their name in rich text', ({ ben }) => rich({ type: 'user', user_id: ben })],
    ['by their group in rich text', ({ group }) => rich({ type: 'usergroup', usergroup_id: group })],
    ['by all in rich text', () => rich({ type: 'broadcast', range: 'channel' })],
  ])('%s', async (_, message) => {
    const { slack, marks, group } = await open();

    expect(await marks('ben', message({ ben: slack.member('ben').id, group }))).toBe(true);
  });

  it('not by the name or the group of others', async () => {
    const one = await open();
    expect(await one.marks('chloe', { text: `look, <!subteam^${one.group}>` })).toBe(false);

    const other = await open();
    expect(await other.marks('chloe', rich({ type: 'user', user_id: other.slack.member('ben').id }))).toBe(
      false,
    );
  });
});
