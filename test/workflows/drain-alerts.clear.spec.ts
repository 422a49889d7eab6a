import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import { triageMessage } from '../../src/domain/wording/triage.ts';
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

describe('when all alerts are clear', () => {
  it('an untouched triage ends by itself', async () => {
    const world = createAlertWorld();
    await world.hears([warning]);

    await world.hears([over(warning)]);

    expect(await world.only()).toMatchObject({
      status: 'resolved',
      endedBy: { kind: 'alertmanager', source: 'default' },
      alerts: { firing: 0, resolved: 1 },
    });
    await world.isConsistent();
  });

  it('says when an alert only went silent: nobody said that it cleared', async () => {
    const world = createAlertWorld();
    await world.hears([warning, labelled('warning', second)]);

    await world.hears([over(warning)]);

    const incident = await world.only();
    expect(incident).toMatchObject({ status: 'resolved', alerts: { resolved: 1, gone: 1 } });
    const facts = await world.log.facts(incident.id);
    const words = [JSON.stringify(facts), JSON.stringify(triageMessage(incident, incident.endedBy))];
    for (const text of words) expect(text).toMatch(/some went silent without clearing/);
  });

  it('an incident that a person touched is left to people', async () => {
    const world = createAlertWorld();
    await world.hears([warning]);
    await world.asks('INC-1', { kind: 'add-note', text: 'looking', happenedAt: NOON });

    await world.hears([over(warning)]);

    expect(await world.only()).toMatchObject({ status: 'triage', clears: 1 });
  });

  it('is not believed of a group that was cut off', async () => {
    const world = createAlertWorld();
    await world.hears([warning], { truncated: 5 });

    await world.hears([over(warning)], { truncated: 5 });
    expect(await world.only()).toMatchObject({ status: 'triage', alerts: { firing: 0, truncated: 5 } });

    await world.hears([over(warning)], { truncated: 0 });
    expect(await world.only()).toMatchObject({ status: 'resolved' });
  });

  it('is not reached while one is held', async () => {
    const world = createAlertWorld();
    const other = labelled('warning', second);
    await world.hears([warning, other]);
    await world.hears([over(warning), other]);

    await world.hears([warning, over(other)]);

    expect(await world.only()).toMatchObject({ status: 'triage', alerts: { firing: 0, held: 1 } });
  });
});
