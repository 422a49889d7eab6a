import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import { createAlertWorld } from '../builders/alert-world.ts';
import { anAlert } from '../builders/deliveries.ts';
import { NOON } from '../builders/incident.ts';

const critical = anAlert({ fingerprint: 'aa' });
const labelled = (severity: string, alert = critical): Alert => ({
  ...alert,
  labels: { ...alert.labels, severity },
});
const warning = labelled('warning');
const second = anAlert({ fingerprint: 'bb' });
const over = (alert: Alert): Alert => ({ ...alert, status: 'resolved', endedAt: alert.startedAt + MINUTE });
const again = (alert: Alert, start = NOON + 10 * MINUTE): Alert => ({
  ...anAlert({ start }),
  fingerprint: alert.fingerprint,
  labels: alert.labels,
});

describe('an alert', () => {
  it('that is critical opens an incident at once', async () => {
    const world = createAlertWorld();

    await world.hears([critical]);

    expect(await world.only()).toMatchObject({
      id: 'INC-1',
      status: 'investigating',
      severity: 'sev1',
      origin: 'alert',
      title: 'KubePodCrashLooping in payments',
      namespace: 'payments',
      policy: { cluster: 'prod-eu1' },
      alerts: { firing: 1, groups: 1 },
      times: { beganAt: NOON },
    });
    expect(world.jobs.woken).toContain('advance INC-1');
    expect(world.metrics.counted.get('incidents_declared_total{origin="alert"}')).toBe(1);
    await world.isConsistent();
  });

  it('that is a warning asks people first', async () => {
    const world = createAlertWorld();

    await world.hears([warning]);

    expect(await world.only()).toMatchObject({ status: 'triage', severity: 'sev3' });
  });

  it('that is information does nothing, nor does a resolve of something never seen', async () => {
    const world = createAlertWorld();

    await world.hears([labelled('info')]);
    await world.hears([over(second)]);
    await world.hears([]);

    expect(await world.incidents()).toEqual([]);
    expect(await world.deliveries.depth()).toMatchObject({ undrained: 0, quarantined: 0 });
  });

  it('of the same group joins its incident, and a worse one raises it', async () => {
    const world = createAlertWorld();
    await world.hears([warning]);

    await world.hears([warning, second]);

    expect(await world.only()).toMatchObject({
      status: 'investigating',
      severity: 'sev1',
      alerts: { firing: 2 },
    });
    expect(await world.kinds('INC-1')).toEqual([
      'incident.declared',
      'alerts.changed',
      'alerts.changed',
      'status.changed',
      'severity.changed',
    ]);
  });

  it('does not raise again what a person lowered, unless it is worse than all before', async () => {
    const world = createAlertWorld();
    await world.hears([critical]);
    await world.asks('INC-1', { kind: 'change-severity', to: 'sev3', reason: null });

    await world.hears([critical, second]);

    expect((await world.only()).severity).toBe('sev3');
  });

  it('that changes an incident leaves it due, also one that is over: its messages show the old state', async () => {
    const world = createAlertWorld();
    await world.hears([warning]);
    await world.asks('INC-1', { kind: 'decline', text: null });
    await world.index.setNextDue('INC-1', (await world.only()).version, null);

    await world.hears([over(warning)]);

    expect(await world.index.due(NOON, 10)).toEqual(['INC-1']);
  });

  it('brings the links that people need, web addresses only', async () => {
    const world = createAlertWorld();
    const annotations = {
      runbook_url: 'https://runbooks.example.com/x',
      dashboard_url: 'javascript:alert(1)',
    };

    await world.hears([{ ...critical, annotations, generatorUrl: 'javascript:alert(1)' }]);

    expect((await world.only()).links).toEqual([
      { label: 'Runbook', url: 'https://runbooks.example.com/x' },
      {
        label: 'Silence',
        url: expect.stringContaining('http://alertmanager.example:9093/#/silences/new?filter='),
      },
      { label: 'Alert', url: expect.stringContaining('http://alertmanager.example:9093/#/alerts?filter=') },
    ]);
  });
});

describe('after the end of an incident', () => {
  const resolvedBy = async (minutes: number) => {
    const world = createAlertWorld();
    await world.hears([critical]);
    await world.asks('INC-1', { kind: 'resolve', reason: 'rolled back' });
    await world.hears([over(critical)]);
    world.passes(minutes * MINUTE);
    return world;
  };

  it('a new occurrence within 30 minutes reopens it', async () => {
    const world = await resolvedBy(29);

    await world.hears([again(critical)]);

    expect(await world.only()).toMatchObject({
      status: 'investigating',
      reopenings: 1,
      alerts: { firing: 1 },
    });
    await world.isConsistent();
  });

  it('later it is a new incident, and the old one keeps its end', async () => {
    const world = await resolvedBy(31);

    await world.hears([again(critical)]);

    expect(await world.incidents()).toMatchObject([
      { id: 'INC-1', status: 'resolved' },
      { id: 'INC-2', status: 'investigating', alerts: { firing: 1 } },
    ]);
    await world.isConsistent();
  });

  it('an alert that was firing when a person resolved neither reopens nor declares by itself', async () => {
    const world = createAlertWorld();
    await world.hears([critical, second]);
    await world.asks('INC-1', { kind: 'resolve', reason: null });

    await world.hears([second]);
    await world.hears([critical, second]);
    world.passes(5 * 60 * MINUTE);
    await world.hears([second]);
    await world.hears([critical, second]);

    expect(await world.only()).toMatchObject({ status: 'resolved', alerts: { firing: 2 } });
  });

  it('one that resolved by its alerts in triage goes back to triage', async () => {
    const world = createAlertWorld();
    await world.hears([warning]);
    await world.hears([over(warning)]);

    await world.hears([again(warning)]);

    expect(await world.only()).toMatchObject({ status: 'triage', reopenings: 1 });
  });

  it('declined while it fires: what joins is absorbed in silence', async () => {
    const world = createAlertWorld();
    await world.hears([warning]);
    await world.asks('INC-1', { kind: 'decline', text: null });

    await world.hears([warning, labelled('warning', second)]);

    expect(await world.only()).toMatchObject({ status: 'cancelled', alerts: { firing: 2 } });
  });

  it('declined and all clear since: a new occurrence is a new incident', async () => {
    const world = createAlertWorld();
    await world.hears([warning]);
    await world.asks('INC-1', { kind: 'decline', text: null });
    await world.hears([over(warning)]);

    await world.hears([again(warning)]);

    expect(await world.incidents()).toMatchObject([
      { status: 'cancelled' },
      { id: 'INC-2', status: 'triage' },
    ]);
  });
});

describe('a heartbeat', () => {
  it('changes nothing but when the group was last heard of', async () => {
    const world = createAlertWorld();
    await world.hears([critical]);
    const before = await world.only();
    world.passes(4 * 60 * MINUTE);

    expect(await world.hears([critical])).toBe('heartbeat');
    await world.sweeps();

    expect(await world.only()).toEqual(before);
    expect(await world.episodes.lastSeenAt('INC-1')).toBe(NOON + 4 * 60 * MINUTE);
  });
});

describe('the same group from two peers', () => {
  it('is one incident, and the second peer says nothing new', async () => {
    const world = createAlertWorld();

    await world.hears([critical], { externalUrl: 'http://alertmanager-0:9093' });
    expect(await world.hears([critical], { externalUrl: 'http://alertmanager-1:9093' })).toBe('heartbeat');

    expect((await world.kinds('INC-1')).length).toBe(2);
  });
});

describe('a route that is edited while its alerts fire', () => {
  it('goes on with the incident, which resolves under the new group key', async () => {
    const world = createAlertWorld();
    const edited = { groupKey: '{}/{team="payments"}:{alertname="KubePodCrashLooping"}' };
    await world.hears([warning]);

    await world.hears([warning], edited);
    expect(await world.only()).toMatchObject({ status: 'triage', alerts: { firing: 1, groups: 2 } });

    await world.hears([over(warning)], edited);
    expect(await world.only()).toMatchObject({ status: 'resolved' });
  });
});

describe('a group that spans clusters', () => {
  const inCluster = (alert: Alert, cluster: string) => ({ ...alert, labels: { ...alert.labels, cluster } });

  it('has an incident for each, and one that is left out of a whole body is gone there', async () => {
    const world = createAlertWorld();
    const eu = inCluster(critical, 'prod-eu1');
    const us = inCluster(second, 'prod-us1');

    await world.hears([eu, us]);
    await world.hears([eu]);

    expect(await world.incidents()).toMatchObject([
      { policy: { cluster: 'prod-eu1' }, alerts: { firing: 1, gone: 0 } },
      { policy: { cluster: 'prod-us1' }, alerts: { firing: 0, gone: 1 } },
    ]);
    await world.isConsistent();
  });
});
