import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/instant.ts';
import { createAlertWorld } from '../builders/alert-world.ts';
import { anAlert } from '../builders/deliveries.ts';
import { NOON } from '../builders/incident.ts';
import { anActiveAlert } from '../fakes/active-alerts.ts';

const a = anAlert({ fingerprint: 'aa' });
const b = anAlert({ fingerprint: 'bb' });
const HOURS = 60 * MINUTE;

describe('an incident that Alertmanager has not spoken of for longer than its time', () => {
  it('keeps what is active there, and what is not is gone', async () => {
    const world = createAlertWorld();
    await world.hears([a, b], { truncated: 3 });
    world.activeAlerts.says([anActiveAlert({ fingerprint: 'aa' })]);
    world.passes(5 * HOURS);

    await world.sweeps();

    expect(await world.only()).toMatchObject({ alerts: { firing: 1, gone: 1, truncated: 0 } });
    expect(await world.episodes.lastSeenAt('INC-1')).toBe(NOON + 5 * HOURS);
    await world.isConsistent();
  });

  it('is all clear when nothing of it is active there', async () => {
    const world = createAlertWorld();
    await world.hears([a]);
    world.activeAlerts.says([]);
    world.passes(5 * HOURS);

    await world.sweeps();

    expect(await world.only()).toMatchObject({ alerts: { firing: 0, gone: 1 }, clears: 1 });
  });

  it('stays as it is when nobody can be asked', async () => {
    const world = createAlertWorld();
    await world.hears([a]);
    world.activeAlerts.says('away');
    world.passes(5 * HOURS);
    const before = await world.only();

    await world.sweeps();

    expect(await world.only()).toEqual(before);
    expect(world.logger.lines).toMatchObject([{ level: 'warn' }]);
  });

  it('is not asked about before its time', async () => {
    const world = createAlertWorld();
    await world.hears([a]);
    world.activeAlerts.says([]);
    world.passes(4 * HOURS);

    await world.sweeps();

    expect((await world.only()).alerts.firing).toBe(1);
  });
});

describe('an active alert that we were never told of', () => {
  it('becomes a delivery of its own after its time', async () => {
    const world = createAlertWorld();
    world.activeAlerts.says([anActiveAlert({ fingerprint: 'aa' })]);

    world.passes(14 * MINUTE);
    await world.sweeps();
    expect(await world.incidents()).toEqual([]);
    world.passes(2 * MINUTE);
    await world.sweeps();

    expect(await world.only()).toMatchObject({ alerts: { firing: 1 }, times: { beganAt: NOON } });
  });

  it('joins the incident of its kind, and is taken up once', async () => {
    const world = createAlertWorld();
    await world.hears([a]);
    world.activeAlerts.says([anActiveAlert({ fingerprint: 'aa' }), anActiveAlert({ fingerprint: 'bb' })]);
    world.passes(20 * MINUTE);

    await world.sweeps();
    await world.sweeps();

    expect(await world.only()).toMatchObject({ alerts: { firing: 2 } });
    expect(await world.hears([a, b])).toBe('stored');
    expect(await world.only()).toMatchObject({ alerts: { firing: 2, gone: 0 } });
    await world.isConsistent();
  });

  it.each([
    ['silenced', { state: 'suppressed' as const }],
    ['for other receivers', { receivers: ['pager'] }],
    ['ignored by routing', { labels: { ...a.labels, severity: 'info' } }],
  ])('is left alone when it is %s', async (_what, over) => {
    const world = createAlertWorld();
    world.activeAlerts.says([anActiveAlert(over)]);
    world.passes(HOURS);

    await world.sweeps();

    expect(await world.incidents()).toEqual([]);
  });
});
