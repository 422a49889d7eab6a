import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { runs } from '../../setup/runs.ts';
import { appends, inDeadlyWorld } from './deadly-world.ts';
import { A_MINUTE, inKilledWorld, type KilledWorld } from './killed-world.ts';
import { expectOnce, isPostOf } from './once.ts';

type Args = Record<string, unknown>;

const all = () => true;
const named =
  (end: string) =>
  ({ filename, name }: Args): boolean =>
    String(filename ?? name).endsWith(end);
const says = (text: RegExp) => (args: Args) => text.test(String(args.text));

/** Each is done, and the bot is killed before it hears of it. Those that guard every change come first. */
const POINTS: readonly (readonly [what: string, method: string, isWanted: (args: Args) => boolean])[] = [
  ['the message of the draft is posted', 'chat.postMessage', isPostOf(/^post-export/)],
  ['the files are in the channel', 'files.completeUploadExternal', all],
  ['one of two files is brought', 'upload', named('.md')],
  ['it is announced', 'chat.postMessage', isPostOf(/^tell-export/)],
  ['the first page of history is read', 'conversations.history', all],
  ['a thread is read', 'conversations.replies', all],
  ['somebody’s name is learnt', 'users.info', all],
  ['it is shown how far the reading is', 'chat.update', says(/: read \d+ message/)],
  ['the address for the first file is there', 'files.getUploadURLExternal', named('.md')],
  ['the address for the second file is there', 'files.getUploadURLExternal', named('.html')],
  ['both files are brought', 'upload', named('.html')],
  ['the message of the draft says that it is over', 'chat.update', says(/^Wrote postmortem draft/)],
];

/** Something is written under a key of an incident, of a field that begins so. */
const writes = (field: RegExp) => (words: readonly string[]) =>
  ['hset', 'hsetnx'].includes(words[0] ?? '') && words.slice(2).some((word) => field.test(word));

/** Right before it is kept: what came before it happened, and nobody knows. */
const KEEPINGS: readonly (readonly [what: string, counts: (words: readonly string[]) => boolean])[] = [
  ['that the directory has the files', writes(/^postmortem-1\/to\/directory$/)],
  ['that it is written', appends('postmortem.drafted')],
  ['that it is wanted', appends('postmortem.asked')],
  ['that the channel was read', writes(/^postmortem-1\/read\//)],
  ['one of the texts', writes(/^postmortem-1-html$/)],
  ['from what it was made', writes(/^postmortem-1\/drafted$/)],
];

describe.concurrent('a bot that is killed while it writes a draft has one message and each file once, whole', {
  timeout: 4 * A_MINUTE,
}, () => {
  it.each(POINTS.slice(0, runs(4)))('when %s', async (_, method, isWanted) => {
    await inADirectory(async (path) => {
      await inKilledWorld({ settings: settingsFor(path) }, async (world) => {
        const { room, resolve } = await anIncident(world);
        const killed = world.killedAt(method, isWanted);
        await resolve();
        await killed;
        await expectOneDraft(world, { room, path });
      });
    });
  });

  it.each(KEEPINGS.slice(0, runs(2)))('before it keeps %s', async (_, counts) => {
    await inADirectory(async (path) => {
      await inDeadlyWorld({ counts, nth: 1, settings: settingsFor(path) }, async (world) => {
        const { room, resolve } = await anIncident(world);
        // Asked by the one who is killed: who asked is answered, or asks again.
        await resolve();
        await world.died();
        await expectOneDraft(world, { room, path });
      });
    });
  });
});

const settingsFor = (path: string) => ({ postmortem: { onResolve: true, publish: { directory: { path } } } });

async function inADirectory(story: (path: string) => Promise<void>): Promise<void> {
  const path = await mkdtemp(join(tmpdir(), 'keyturn-killed-drafts-'));
  try {
    await story(path);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** An incident in whose channel people talked, one of them while the bot did not hear it. */
async function anIncident(world: KilledWorld) {
  const { slack, store } = world;
  await world.deliver({ alerts: [{}] });
  await world.settled('INC-1');
  const room = slack.channels.find(({ name }) => name.startsWith('inc-1'))?.id ?? '';
  const ana = slack.as('ana');
  ana.join(room);
  const { ts } = ana.say(room, 'it was the cache');
  // The first message has the channel read back; the kill is meant for the reading of the draft.
  await soon(async () => expect(await store.mirror.readUpTo(room)).not.toBeNull());
  await soon(async () => expect((await store.mirror.get(room, [ts])).size).toBe(1));
  await world.bot.kill();
  ana.say(room, 'it has no limit', { thread: ts });
  await world.bot.start();
  return {
    room,
    resolve: () => ana.command('/incident', 'resolve Restarted it', { channel: room }),
  };
}

async function expectOneDraft(
  world: KilledWorld,
  { room, path }: { readonly room: string; readonly path: string },
): Promise<void> {
  const { slack, store } = world;
  const drafted = async () =>
    (await store.log.facts('INC-1')).filter(({ body }) => body.kind === 'postmortem.drafted').length;
  await soon(async () => expect(await drafted()).toBe(1));
  await world.settled('INC-1');
  // What the bot itself wrote last is a text of the channel, too.
  await soon(async () => expect((await store.slackEvents.depth()).undrained).toBe(0));
  const steps = await expectOnce(world, 'INC-1');
  expect(steps.filter((step) => /^(post|tell|close)-export/.test(step)).toSorted()).toEqual([
    'close-export:1',
    'post-export:1',
    'tell-export:1',
  ]);
  const files = slack
    .channel(room)
    .said()
    .flatMap((message) => message.files);
  expect(files.map(({ name }) => name)).toEqual(['INC-1-postmortem-1.md', 'INC-1-postmortem-1.html']);
  expect((await readdir(path)).toSorted()).toEqual(['INC-1.html', 'INC-1.md']);
  for (const form of ['md', 'html']) {
    const text = await readFile(join(path, `INC-1.${form}`), 'utf8');
    expect(text).toContain('Restarted it');
    const shared = slack.files.findLast(({ name }) => name === `INC-1-postmortem-1.${form}`);
    expect(shared?.content.toString()).toBe(text);
  }
}

async function soon(expectation: () => Promise<void>): Promise<void> {
  await vi.waitFor(expectation, { timeout: A_MINUTE, interval: 100 });
}
