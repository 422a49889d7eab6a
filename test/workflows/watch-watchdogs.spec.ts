import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/instant.ts';
import type { Watchdog } from '../../src/domain/watchdog.ts';
import { type AlertWorld, createAlertWorld } from '../builders/alert-world.ts';
import { aDelivery, anAlert, someRules } from '../builders/deliveries.ts';

const watchdog: Watchdog = {
  alertname: 'Watchdog',
  cluster: 'prod-eu1',
  within: 15 * MINUTE,
  severity: 'sev2',
};
const alive = (cluster = 'prod-eu1') => [
  anAlert({ fingerprint: cluster, labels: { alertname: 'Watchdog', cluster, severity: 'none' } }),
];
const aWorld = () => createAlertWorld(someRules({ watchdogs: [watchdog] }));

/** The sweep comes every minute here. */
async function lives(world: AlertWorld, minutes: number, heard = false) {
  for (let i = 0; i < minutes; i++) {
    world.passes(MINUTE);
    if (heard) await world.hears(alive(), { groupKey: 'watchdog' });
    await world.sweeps();
  }
}

describe('a watchdog', () => {
  it('that is heard, in heartbeats too, is no incident', async () => {
    const world = aWorld();

    await lives(world, 60, true);

    expect(await world.incidents()).toEqual([]);
  });

  it('never opens an incident itself, whatever its severity or cluster', async () => {
    const world = aWorld();

    await world.hears([
      { ...alive('elsewhere')[0]!, labels: { alertname: 'Watchdog', severity: 'critical' } },
    ]);

    expect(await world.incidents()).toEqual([]);
  });

  it('that is unheard for its time while the bot is up is an incident: alerting itself is down', async () => {
    const world = aWorld();
    await lives(world, 5, true);

    await lives(world, 15);
    expect(await world.incidents()).toEqual([]);
    await lives(world, 1);

    expect(await world.only()).toMatchObject({
      origin: 'watchdog',
      status: 'investigating',
      severity: 'sev2',
      title: 'Alerting itself is down: Watchdog of prod-eu1 was not heard for 15 min',
      policy: { cluster: 'prod-eu1', outcome: 'open' },
      alerts: { firing: 1 },
    });
    await world.isConsistent();
  });

  it('that was never heard is one too, once the bot has listened for long enough', async () => {
    const world = aWorld();
    await lives(world, 16);
    expect(await world.incidents()).toEqual([]);

    await lives(world, 1);

    expect(await world.only()).toMatchObject({ origin: 'watchdog' });
  });

  it('of one cluster is not replaced by that of another', async () => {
    const world = aWorld();
    for (let i = 0; i < 20; i++) {
      world.passes(MINUTE);
      await world.hears(alive('prod-us1'), { groupKey: 'watchdog-us' });
      await world.sweeps();
    }

    expect(await world.only()).toMatchObject({ origin: 'watchdog' });
  });

  it('is not missed while the bot was down, or its inbox is not drained', async () => {
    const world = aWorld();
    await lives(world, 5, true);
    world.passes(60 * MINUTE);
    await world.sweeps();
    expect(await world.incidents()).toEqual([]);

    await world.receive(aDelivery([anAlert({ labels: { severity: 'info' } })]));
    const { deliveries } = world.deps;
    expect((await deliveries.depth()).undrained).toBe(1);
  });

  it('that is heard again is its all clear; the next silence reopens', async () => {
    const world = aWorld();
    await lives(world, 20);

    await lives(world, 1, true);
    expect(await world.only()).toMatchObject({ alerts: { firing: 0, resolved: 1 }, clears: 1 });
    await world.asks('INC-1', { kind: 'resolve', reason: null });
    await lives(world, 16);

    expect(await world.only()).toMatchObject({
      status: 'investigating',
      reopenings: 1,
      alerts: { firing: 1 },
    });
    await world.isConsistent();
  });

  it('whose silence a person has dealt with is not told again until it was heard in between', async () => {
    const world = aWorld();
    await lives(world, 20);
    await world.asks('INC-1', { kind: 'resolve', reason: null });

    await lives(world, 120);

    expect(await world.only()).toMatchObject({ status: 'resolved' });
  });
});
