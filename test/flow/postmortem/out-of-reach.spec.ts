import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startWorld, type World } from '../world.ts';

async function aDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'keyturn-postmortems-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

const into = (path: string) => ({
  settings: { postmortem: { onResolve: false, publish: { directory: { path } } } },
});

/** INC-1, resolved by ana, with what she said in its channel. */
async function resolvedIncident(world: World) {
  await world.deliver({ alerts: [{}] });
  const room = await world.room('INC-1');
  const ana = world.slack.as('ana');
  ana.join(room.id);
  ana.say(room.id, 'it is the cache');
  await ana.command('/incident', 'resolve Restarted the cache', { channel: room.id });
  await room.reads(/Resolved by @ana/);
  await world.settles();
  return { room, ana };
}

it('of an archived channel a draft is made from what is stored, and whoever asked is told directly', async () => {
  const path = await aDirectory();
  const world = await startWorld(into(path));
  const { room, ana } = await resolvedIncident(world);
  ana.archive(room.id);
  await world.settles();

  await world.slack.as('ben').command('/incident', 'postmortem INC-1', { channel: 'incidents' });
  await world.directly('ben').reads(/Postmortem draft 1 of INC-1, asked for by @ben: .*INC-1\.md/);
  await world.settles();

  const [told, ...others] = world.directly('ben').matching(/Postmortem draft/);
  expect(others).toEqual([]);
  expect(told?.text).toMatch(/not in the channel \(.* if it is archived\)/);
  expect(await readFile(join(path, 'INC-1.md'), 'utf8')).toContain('Restarted the cache');
  expect(world.board.texts()[0]).toMatch(/Postmortem draft 1: .*INC-1\.md/);
  await world.logIsWhole('INC-1');
});

it('asked for again when nothing new happened, every byte is the same', async () => {
  const path = await aDirectory();
  const world = await startWorld(into(path));
  const { room, ana } = await resolvedIncident(world);
  const draft = async (number: number) => {
    await ana.command('/incident', 'postmortem md html json --full', { channel: room.id });
    await room.reads(new RegExp(`Postmortem draft ${number} of INC-1`));
    await world.settles();
    return Promise.all(['md', 'html', 'json'].map((form) => readFile(join(path, `INC-1.${form}`), 'utf8')));
  };

  const first = await draft(1);
  expect(await draft(2)).toEqual(first);
  expect(await draft(3)).toEqual(first);

  ana.say(room.id, 'and one more thing');
  await world.settles();
  const [fourth] = await draft(4);
  expect(fourth).toContain('and one more thing');
});

it('two processes of the bot write one draft', async () => {
  const path = await aDirectory();
  const world = await startWorld(into(path));
  await world.startAnother();
  const { room, ana } = await resolvedIncident(world);

  await ana.command('/incident', 'postmortem', { channel: room.id });
  await world.slack.as('ben').command('/incident', 'postmortem INC-1 json', { channel: 'incidents' });
  await room.reads(/Postmortem draft 1 of INC-1/);
  await world.settles();

  const files = room.view.said().flatMap((message) => message.files.map(({ name }) => name));
  expect(files).toEqual(['INC-1-postmortem-1.md', 'INC-1-postmortem-1.html']);
  expect(room.matching(/ostmortem draft/)).toHaveLength(2);
  await world.logIsWhole('INC-1');
});

it('stopped by its button while the channel is read, it is over; asked for again, it is there', async () => {
  const world = await startWorld(into(await aDirectory()));
  const { room, ana } = await resolvedIncident(world);
  const stopped = new Promise<void>((resolve) => {
    const run = async () => {
      await room.press(/^Writing postmortem draft 1/, 'Stop', 'ana');
      resolve();
    };
    world.slack.fault('conversations.history', { kind: 'hook', run }, { times: 1 });
  });
  await ana.command('/incident', 'postmortem', { channel: room.id });
  await stopped;
  await world.settles();
  expect(room.matching(/^Stopped writing postmortem draft 1 of INC-1\.$/)).toHaveLength(1);

  await ana.command('/incident', 'postmortem md', { channel: room.id });
  await room.reads(/Postmortem draft 2 of INC-1/);
  await world.settles();
  const files = room.view.said().flatMap((message) => message.files.map(({ name }) => name));
  expect(files).toEqual(['INC-1-postmortem-2.md']);
  await world.logIsWhole('INC-1');
});

it('a second draft says in how many parts people had changed what was made anew; what was not stays as they left it', async () => {
  const path = await aDirectory();
  const world = await startWorld(into(path));
  const { room, ana } = await resolvedIncident(world);
  await ana.command('/incident', 'postmortem md', { channel: room.id });
  await room.reads(/Postmortem draft 1 of INC-1/);
  await world.settles();
  const file = join(path, 'INC-1.md');
  const first = await readFile(file, 'utf8');
  const changed = first
    .replace(/\*\*Draft, not reviewed yet\.[^\n]+/, 'Reviewed on Monday.')
    .replace(/## Lessons\n/, '## Lessons\n\nCaches need limits.\n');
  await writeFile(file, changed);

  await ana.command('/incident', 'note the cache was full', { channel: room.id });
  await ana.command('/incident', 'postmortem md', { channel: room.id });
  await room.reads(/Postmortem draft 2 .* In one part of the Markdown people had changed .*title/);

  const second = await readFile(file, 'utf8');
  expect(second).toMatch(/Conflict in `title`[\s\S]*Reviewed on Monday\.[\s\S]*section summary begin/);
  expect(second).toMatch(/## Lessons\n\nCaches need limits\.\n[\s\S]*section lessons end/);
  expect(second.split('Caches need limits.')).toHaveLength(2);
  expect(second).toContain('the cache was full');
});
