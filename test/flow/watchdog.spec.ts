import { expect, it } from 'vitest';
import { startWorld } from './world.ts';

const SECOND = 1_000;
const group = { alertname: 'Watchdog', cluster: 'prod-eu1' };

it('a watchdog that falls silent is an incident, and its voice is the all clear', async () => {
  const world = await startWorld({
    settings: { watchdogs: [{ alertname: 'Watchdog', cluster: 'prod-eu1', within: '3m' }] },
  });
  const since = world.now();
  await world.deliver({ group, alerts: [{ since, labels: { severity: 'none' } }] });
  for (let i = 0; i < 2; i++) {
    world.passes(80 * SECOND);
    await world.settles();
  }
  // Its heartbeats are no news, and it opens nothing itself.
  expect(await world.deliver({ group, alerts: [{ since, labels: { severity: 'none' } }] })).toBe(202);
  world.passes(80 * SECOND);
  await world.settles();
  expect(await world.store.log.load('INC-1')).toBeNull();

  world.passes(110 * SECOND);
  const room = await world.room('INC-1');
  expect(room.card()).toMatch(/Alerting itself is down: Watchdog of prod-eu1 was not heard for 3 min/);

  await world.deliver({ group, alerts: [{ since, labels: { severity: 'none' } }] });
  await room.reads(/No alert fires any more/);
  await world.settles();
  expect(room.texts()).toHaveLength(2);
  await world.logIsWhole('INC-1');
});
