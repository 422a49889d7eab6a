import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { groupId } from '../../src/domain/alert.ts';
import { MINUTE, SECOND } from '../../src/domain/instant.ts';
import { createAlertWorld } from '../builders/alert-world.ts';
import { aDelivery, anAlert } from '../builders/deliveries.ts';
import { anActiveAlert } from '../fakes/active-alerts.ts';

const alert = anAlert({ fingerprint: 'aa' });
const over: Alert = { ...alert, status: 'resolved', endedAt: alert.startedAt + MINUTE };
const group = groupId(aDelivery([]));

/** It fired, expired, and comes back with the fingerprint and the start it had. */
async function expiredAndBack() {
  const world = createAlertWorld();
  await world.hears([alert]);
  await world.hears([over]);
  world.passes(MINUTE);
  await world.hears([alert]);
  return world;
}

describe('a firing after the resolve of the same run', () => {
  it('is held: told neither as firing nor as all clear, and equal deliveries are stored', async () => {
    const world = await expiredAndBack();

    expect(await world.only()).toMatchObject({ alerts: { firing: 0, held: 1 }, clearSince: null });
    expect(world.deliveries.confirming).toEqual(new Set([group]));
  });

  it('is confirmed by the next delivery that still has it', async () => {
    const world = await expiredAndBack();

    expect(await world.hears([alert])).toBe('stored');

    expect(await world.only()).toMatchObject({ alerts: { firing: 1, resolved: 1, held: 0 } });
    expect(world.deliveries.confirming.size).toBe(0);
    expect(await world.hears([alert])).toBe('heartbeat');
    await world.isConsistent();
  });

  it('is dropped when it is resolved again', async () => {
    const world = await expiredAndBack();

    await world.hears([over]);

    expect(await world.only()).toMatchObject({ alerts: { firing: 0, resolved: 1, held: 0 } });
    await world.isConsistent();
  });

  it('counts as fired again when its time is over and nobody can be asked', async () => {
    const world = await expiredAndBack();

    world.passes(59 * SECOND);
    await world.sweeps();
    expect((await world.only()).alerts.held).toBe(1);
    world.passes(SECOND);
    await world.sweeps();

    expect(await world.only()).toMatchObject({ alerts: { firing: 1, resolved: 1, held: 0 } });
    expect(world.deliveries.confirming.size).toBe(0);
    await world.isConsistent();
  });

  it('is confirmed by Alertmanager, where it can be asked', async () => {
    const world = await expiredAndBack();
    world.activeAlerts.says([anActiveAlert({ fingerprint: 'aa' })]);
    world.passes(MINUTE);

    await world.sweeps();

    expect((await world.only()).alerts).toMatchObject({ firing: 1, held: 0 });
  });

  it.each([
    ['does not have it', []],
    ['has silenced it', [anActiveAlert({ fingerprint: 'aa', state: 'suppressed' })]],
  ])('is a late duplicate when Alertmanager %s', async (_what, says) => {
    const world = await expiredAndBack();
    world.activeAlerts.says(says);
    world.passes(MINUTE);

    await world.sweeps();

    expect((await world.only()).alerts).toMatchObject({ firing: 0, resolved: 1, held: 0 });
  });

  it.each([
    ['is away', 'away'],
    ['refuses us', 'refuses'],
  ] as const)(
    'waits as long again for an Alertmanager that %s, then counts as fired again',
    async (_what, says) => {
      const world = await expiredAndBack();
      world.activeAlerts.says(says);

      world.passes(MINUTE);
      await world.sweeps();
      expect((await world.only()).alerts.held).toBe(1);
      world.passes(MINUTE);
      await world.sweeps();

      expect((await world.only()).alerts).toMatchObject({ firing: 1, held: 0 });
    },
  );

  it('reopens an incident that was resolved, as every new occurrence does', async () => {
    const world = createAlertWorld();
    await world.hears([alert]);
    await world.asks('INC-1', { kind: 'resolve', reason: null });
    await world.hears([over]);
    await world.hears([alert]);
    expect(await world.only()).toMatchObject({ status: 'resolved', alerts: { held: 1 } });

    world.passes(MINUTE);
    await world.sweeps();

    expect(await world.only()).toMatchObject({ status: 'investigating', reopenings: 1 });
  });

  it('opens a new incident when the old one ended long ago', async () => {
    const world = createAlertWorld();
    await world.hears([alert]);
    await world.asks('INC-1', { kind: 'resolve', reason: null });
    await world.hears([over]);
    world.passes(60 * MINUTE);
    await world.hears([alert]);
    world.passes(MINUTE);

    await world.sweeps();

    expect(await world.incidents()).toMatchObject([
      { status: 'resolved' },
      { id: 'INC-2', alerts: { firing: 1 } },
    ]);
  });
});
