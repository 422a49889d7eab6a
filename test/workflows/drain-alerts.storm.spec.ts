import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { MINUTE, SECOND } from '../../src/domain/instant.ts';
import { createAlertWorld } from '../builders/alert-world.ts';
import { aDelivery, anAlert, someRules } from '../builders/deliveries.ts';
import { NOON } from '../builders/incident.ts';

describe('a storm', () => {
  const group = (i: number) => ({
    groupKey: `g${i}`,
    groupLabels: { alertname: 'TargetDown', namespace: `ns${i}` },
  });
  const alertOf = (i: number): Alert => ({
    ...anAlert({ fingerprint: `f${i}` }),
    labels: { alertname: 'TargetDown', cluster: 'prod-us1', namespace: `ns${i}`, severity: 'critical' },
  });
  const stormOf = async (count: number) => {
    const world = createAlertWorld();
    for (let i = 1; i <= count; i++) await world.receive(aDelivery([alertOf(i)], group(i)));
    await world.drain();
    return world;
  };
  const over = (alert: Alert): Alert => ({ ...alert, status: 'resolved', endedAt: alert.startedAt + 1 });
  const again = (alert: Alert, start: number): Alert => ({
    ...anAlert({ start }),
    fingerprint: alert.fingerprint,
    labels: alert.labels,
  });

  it('of 30 groups is ten incidents and one storm that owns the rest', async () => {
    const world = await stormOf(30);
    const incidents = await world.incidents();

    expect(incidents).toHaveLength(11);
    expect(incidents.at(-1)).toMatchObject({
      origin: 'storm',
      status: 'investigating',
      title: 'Alert storm: TargetDown in many groups in prod-us1',
      correlationKeys: 20,
      alerts: { firing: 20, groups: 20 },
    });
    await world.isConsistent();
  });

  it('is opened once, and owns what comes later', async () => {
    const world = await stormOf(12);

    for (const i of [40, 41]) await world.hears([alertOf(i)], group(i));
    await world.hears([{ ...alertOf(12), status: 'resolved', endedAt: NOON + 1 }], group(12));

    const storms = (await world.incidents()).filter(({ origin }) => origin === 'storm');
    expect(storms).toMatchObject([{ correlationKeys: 4, alerts: { firing: 3, resolved: 1 } }]);
    expect(await world.incidents()).toHaveLength(11);
  });

  it('is not one while the incidents come slowly', async () => {
    const world = createAlertWorld();

    for (let i = 1; i <= 20; i++) {
      await world.hears([alertOf(i)], group(i));
      world.passes(MINUTE);
    }

    expect((await world.incidents()).every(({ origin }) => origin === 'alert')).toBe(true);
  });

  it('that a person resolved is not reopened by the flap of a member, which gets an incident of its own', async () => {
    const world = await stormOf(12);
    await world.asks('INC-11', { kind: 'resolve', reason: null });
    const flap = {
      ...alertOf(12),
      ...{ startsAt: '2026-11-20T12:10:00.000Z', startedAt: NOON + 10 * MINUTE },
    };
    await world.hears([{ ...alertOf(12), status: 'resolved', endedAt: NOON + 1 }], group(12));
    world.passes(10 * MINUTE);

    await world.hears([flap], group(12));

    const incidents = await world.incidents();
    expect(incidents[10]).toMatchObject({ origin: 'storm', status: 'resolved' });
    expect(incidents[11]).toMatchObject({ origin: 'alert', alerts: { firing: 1 } });
  });

  it('is not begun by reopenings', async () => {
    const world = createAlertWorld(someRules({ storm: { moreThan: 2, within: 5 * MINUTE } }));
    await world.hears([alertOf(1)], group(1));
    for (let i = 1; i <= 5; i++) {
      world.passes(SECOND);
      await world.hears([over(again(alertOf(1), NOON + i * SECOND))], group(1));
      await world.asks('INC-1', { kind: 'resolve', reason: null });
      await world.hears([again(alertOf(1), NOON + i * SECOND + 500)], group(1));
    }

    await world.hears([alertOf(2)], group(2));

    expect(await world.incidents()).toMatchObject([{ reopenings: 5 }, { origin: 'alert' }]);
  });
});
