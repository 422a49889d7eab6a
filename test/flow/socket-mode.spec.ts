import { expect, it } from 'vitest';
import { startWorld } from './world.ts';

it('over Socket Mode an alert becomes a channel that people work in and resolve', async () => {
  const world = await startWorld({ mode: 'socket' });
  const since = world.now();
  expect(await world.deliver({ alerts: [{ since }] })).toBe(202);
  const room = await world.room('INC-1');
  const ana = world.slack.as('ana');
  ana.join(room.id);

  await room.pressOnCard('I lead', 'ana');
  await room.cardReads(/led by @ana/);
  const said = ana.say(room.id, 'Rolling back');
  await ana.command('/incident', 'sev 2 Only cards', { channel: room.id });
  await room.reads(/Severity lowered from SEV1 to SEV2 by @ana/);
  await world.deliver({ alerts: [{ since, status: 'resolved' }] });
  await room.press(/Is it over\?/, 'Resolve', 'ana');
  await world.slack.until(() => ana.views().length > 0);
  expect((await ana.submit({ reason: 'Rolled back to 1.41' })).outcome).toBe('closed');
  await room.reads(/Resolved by @ana/);
  await world.settles();

  const mirrored = await world.store.mirror.get(room.id, [said.ts]);
  expect(mirrored.get(said.ts)).toMatchObject({ text: 'Rolling back' });
  await world.logIsWhole('INC-1');
});
