import { expect, it } from 'vitest';
import { startWorld } from '../world.ts';

it('a person who resolves while a new alert joins: whoever was first, nobody loses anything', async () => {
  const world = await startWorld();
  const since = world.now();
  await world.deliver({ alerts: [{ since }] });
  const room = await world.room('INC-1');
  const ana = world.slack.as('ana');
  ana.join(room.id);

  const joining = { alerts: [{ since }, { labels: { pod: 'checkout-2' }, since }] };
  const [said, status] = await Promise.all([
    ana.command('/incident', 'resolve rolled back', { channel: room.id }),
    world.deliver(joining),
  ]);
  await world.settles();

  expect(status).toBe(202);
  expect(said.shown).toMatch(/INC-1 is resolved/);
  const incident = await world.incident('INC-1');
  expect(incident.alerts.firing).toBe(2);
  // Resolved first: the new one reopened it. Joined first: it was resolved while both fire, and says so.
  if (incident.status === 'resolved') await room.reads(/Resolved.*while 2 alerts still fire/s);
  else await room.reads(/Reopened/);
  await world.logIsWhole('INC-1');
});

it('a body that is too large is answered 413, and the process log says that its alerts are not heard', async () => {
  const world = await startWorld({ settings: { sources: [{ name: 'default', bodyLimit: '1kB' }] } });

  const status = await world.deliverRaw(JSON.stringify({ receiver: 'x'.repeat(2_000) }));

  expect(status).toBe(413);
  expect(world.logged).toContainEqual(
    expect.objectContaining({ level: 'error', message: expect.stringMatching(/too large.*not heard/) }),
  );
});
