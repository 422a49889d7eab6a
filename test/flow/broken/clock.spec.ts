import { expect, it } from 'vitest';
import { startWorld } from '../world.ts';

it('a clock that is put back by an hour holds nothing up: cards are edited, incidents opened, the log is whole', async () => {
  // Slack has a clock of its own.
  const world = await startWorld({ slack: { clock: Date.now } });
  const since = world.now();
  await world.deliver({ alerts: [{ since }] });
  const room = await world.room('INC-1');
  await world.settles();
  const ana = world.slack.as('ana');
  ana.join(room.id);

  world.passes(-3_600_000);
  await world.deliver({ alerts: [{ since }, { labels: { pod: 'checkout-2' }, since }] });
  await world.deliver({ alerts: [{}], group: { alertname: 'TargetDown', cluster: 'prod-eu1' } });

  await room.cardReads(/2 firing/);
  await world.room('INC-2');
  expect((await ana.command('/incident', 'note the clock was wrong', { channel: room.id })).shown).toMatch(
    /Noted/,
  );
  await room.reads(/the clock was wrong/);
  await world.settles();
  await world.logIsWhole('INC-1');
});
