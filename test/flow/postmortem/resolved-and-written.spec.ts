import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startWorld } from '../world.ts';

async function aDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'keyturn-postmortems-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

it('what is resolved is written up: a file in the channel and in the directory, and what people write there stays', async () => {
  const path = await aDirectory();
  const postmortem = { timeZone: 'Europe/Berlin', publish: { directory: { path } } };
  const world = await startWorld({ settings: { postmortem } });
  expect(await world.deliver({ alerts: [{}] })).toBe(202);
  const room = await world.room('INC-1');
  const ana = world.slack.as('ana');
  ana.join(room.id);
  const { ts } = ana.say(room.id, 'it is the <b>cache</b>');
  ana.say(room.id, 'restarted it', { thread: ts });
  await world.settles();

  await ana.command('/incident', 'resolve Restarted the cache', { channel: room.id });
  await room.reads(/Postmortem draft 1 of INC-1, made because it is over.*INC-1\.md/);
  await world.settles();

  const files = () => room.view.said().flatMap((message) => message.files.map(({ name }) => name));
  expect(files()).toEqual(['INC-1-postmortem-1.md', 'INC-1-postmortem-1.html']);
  expect(room.matching(/^Wrote postmortem draft 1 of INC-1/)).toHaveLength(1);
  const first = await readFile(join(path, 'INC-1.md'), 'utf8');
  expect(first).toContain('Restarted the cache');
  expect(first).toContain('The chain of the log is whole');

  await writeFile(join(path, 'INC-1.md'), `${first}\nThe cache had no limit.\n`);
  await ana.command('/incident', 'postmortem md json --full', { channel: room.id });
  await room.reads(/Postmortem draft 2 of INC-1, asked for by .*ana/i);
  await world.settles();

  const second = await readFile(join(path, 'INC-1.md'), 'utf8');
  expect(second).toContain('The cache had no limit.');
  expect(second).toContain('restarted it');
  expect(second).not.toContain('<b>cache</b>');
  expect(JSON.parse(await readFile(join(path, 'INC-1.json'), 'utf8'))).toMatchObject({
    schema: 'keyturn.postmortem/1',
    full: true,
  });
  expect(files().slice(2)).toEqual(['INC-1-postmortem-2.md', 'INC-1-postmortem-2.json']);

  await ana.command('/incident', 'postmortem cancel', { channel: room.id });
  await room.tellsOnly('ana', /No draft of INC-1 is being written/);
  await world.logIsWhole('INC-1');
});

it('a directory that can’t be written does not keep the draft from the channel, and the channel hears of it', async () => {
  const path = await aDirectory();
  await writeFile(join(path, 'taken'), '');
  const postmortem = { onResolve: false, publish: { directory: { path: join(path, 'taken') } } };
  const world = await startWorld({ settings: { postmortem } });
  await world.deliver({ alerts: [{}] });
  const room = await world.room('INC-1');
  const ana = world.slack.as('ana');
  ana.join(room.id);

  await ana.command('/incident', 'postmortem', { channel: room.id });

  await room.tellsOnly('ana', /Draft 1 of INC-1 is being written/);
  await room.reads(/Postmortem draft 1 .*INC-1-postmortem-1\.md .*in the channel; not in the directory \(/);
  const [failed] = (await world.store.log.facts('INC-1')).filter(
    ({ body }) => body.kind === 'postmortem.drafted',
  );
  expect(failed?.body).toMatchObject({ failed: [{ to: 'directory' }], published: [{ to: 'channel' }] });
});
