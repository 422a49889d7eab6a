import { describe, expect, it } from 'vitest';
import { noAlerts } from '../../src/domain/alert.ts';
import { alertBook } from '../../src/domain/alert-book.ts';
import { planDeclaration, planOnOwner, planStorm } from '../../src/domain/alert-plan.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import { anAlert, aPart } from '../builders/deliveries.ts';
import { anIncident, NOON } from '../builders/incident.ts';

const work = (fingerprint: string, name = 'A') => ({
  part: aPart([anAlert({ fingerprint })], { groupKey: name, groupLabels: { alertname: name } }),
  receivedAt: NOON + MINUTE,
});
const how = { number: 7, now: NOON + 2 * MINUTE, reopenWithin: 30 * MINUTE };

describe('the plan of a new incident', () => {
  it('dates what happened by when it came in, and records it now', () => {
    const { facts, incident } = planDeclaration([work('aa'), work('bb')], { ...how, origin: 'alert' });

    expect(facts.map(({ body, at, recordedAt, version }) => [body.kind, at, recordedAt, version])).toEqual([
      ['incident.declared', NOON + MINUTE, NOON + 2 * MINUTE, 1],
      ['alerts.changed', NOON + MINUTE, NOON + 2 * MINUTE, 2],
      ['alerts.changed', NOON + MINUTE, NOON + 2 * MINUTE, 3],
    ]);
    expect(facts[0]).toMatchObject({ by: { kind: 'alertmanager', source: 'default' }, door: 'alert' });
    expect(incident).toMatchObject({ id: 'INC-7', times: { beganAt: NOON } });
  });

  it('of a storm says which keys joined it', () => {
    const { facts, joined } = planStorm([work('aa', 'A'), work('bb', 'B'), work('cc', 'A')], {
      ...how,
      rule: { moreThan: 10, within: 5 * MINUTE },
    });

    expect(facts.map(({ body }) => body.kind)).toEqual([
      'incident.declared',
      'correlation.joined',
      'alerts.changed',
      'correlation.joined',
      'alerts.changed',
      'alerts.changed',
    ]);
    expect(joined).toHaveLength(2);
  });
});

describe('the plan for a storm that ended meanwhile', () => {
  it('gives it no new keys', () => {
    const resolved = {
      kind: 'status.changed' as const,
      from: 'investigating' as const,
      to: 'resolved' as const,
      reason: null,
    };
    const cancelled = { kind: 'incident.cancelled' as const, reason: 'duplicate' as const, text: null };
    for (const end of [resolved, cancelled]) {
      const incident = { ...anIncident([end]), origin: 'storm' as const };
      const one = work('aa');
      // What it owns still fires.
      const book = alertBook({ ...noAlerts, firing: 1 }, [], []);

      const plan = planOnOwner({ incident, book }, [one], {
        ...how,
        joining: new Set([one.part.key]),
      });

      expect(plan).toMatchObject({ incident: null, facts: [], rest: [one] });
    }
  });
});

describe('an incident without anything new', () => {
  it('has nothing to be written', () => {
    const one = work('aa');
    const { incident, book } = planDeclaration([one], { ...how, origin: 'alert' });
    if (!incident) throw new Error('nothing was declared');

    const again = planOnOwner({ incident, book }, [one, one], { ...how, joining: new Set() });

    expect(again).toMatchObject({ incident: null, facts: [], rest: [] });
  });
});
