import { expect } from 'vitest';
import type { Message } from '../../../sandbox/slack/model.ts';
import { runVerify } from '../../../src/cli/verify.ts';
import type { KilledWorld } from './killed-world.ts';

/**
 * The incident's only one: one channel, each message and each file once, one pin, each person invited once, each bookmark once; each
 * step once in the log, with the message that is really there; and the log is whole. Answers the steps that were done.
 */
export async function expectOnce(
  { slack, store }: Pick<KilledWorld, 'slack' | 'store'>,
  id: string,
): Promise<readonly string[]> {
  const bot = slack.world.members.get(slack.app.botUserId)?.name;
  const rooms = slack.channels.filter(({ kind, creator }) => kind !== 'im' && creator === bot);
  expect(rooms.map(({ name }) => name)).toHaveLength(1);
  const [room] = rooms;
  const facts = await store.log.facts(id);
  const done = facts.flatMap(({ body }) => (body.kind === 'step.done' ? [body] : []));

  const said = slack.channels.flatMap((channel) => channel.said().filter(({ botId }) => botId));
  // A file is a message of its own in the thread of what it belongs to; the step is in its name.
  const files = said.flatMap((message) => message.files.map(({ name }) => name));
  expect(files).toEqual([...new Set(files)]);
  const posts = said.filter((message) => message.files.length === 0);
  const posted = new Map(posts.map((message) => [stepOf(message), message.ts]));
  expect([...posts.map(stepOf)].sort()).toEqual([...posted.keys()].sort());
  for (const { step, ref } of done) if (ref) expect([step, posted.get(step)]).toEqual([step, ref.ts]);
  expect([...posted.keys()].sort()).toEqual(done.flatMap(({ step, ref }) => (ref ? [step] : [])).sort());

  const notices = (subtype: string) =>
    room?.messages().filter((message) => message.subtype === subtype) ?? [];
  expect(room?.pins.map(({ ts }) => ts)).toEqual([posted.get('post-card')]);
  expect(notices('pinned_item')).toHaveLength(1);
  // The bot itself comes back to a channel that it brings back from the archive.
  const people = notices('channel_join').filter(({ user }) => user !== slack.app.botUserId);
  const joins = people.map(({ user }) => user);
  expect(joins).toEqual([...new Set(joins)]);
  const bookmarks = room?.bookmarks.map(({ title }) => title) ?? [];
  expect(bookmarks).toEqual([...new Set(bookmarks)]);

  const steps = done.map(({ step }) => step);
  expect([...steps].sort()).toEqual([...new Set(steps)].sort());
  expect(await runVerify({ verify: store.verify }, [id])).toMatchObject({ exitCode: 0 });
  return steps;
}

/** The step that a message of the bot's names. */
function stepOf({ metadata }: Pick<Message, 'metadata'>): string {
  const payload = metadata?.event_payload as { step?: string } | undefined;
  return payload?.step ?? 'a message of no step';
}

/** For a call of chat.postMessage: whether it is this step's. */
export function isPostOf(step: RegExp): (args: Record<string, unknown>) => boolean {
  return ({ metadata }) => {
    const read = typeof metadata === 'string' ? JSON.parse(metadata) : metadata;
    return step.test(stepOf({ metadata: read }));
  };
}
