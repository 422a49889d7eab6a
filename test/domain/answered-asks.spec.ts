import { describe, expect, it } from 'vitest';
import { answeredAsks } from '../../src/domain/answered-asks.ts';
import { roleAsked } from '../../src/domain/wording/role-ask.ts';
import { ANA, happened, inChannel, NOON } from '../builders/incident.ts';

const asked = [
  {
    kind: 'role.proposed',
    role: 'commander',
    user: 'UANA',
    candidates: ['UANA', 'UBEN'],
    acceptBy: NOON + 1,
  },
  { kind: 'step.done', step: 'ask-role:commander:1', ref: { channel: 'DANA', ts: '1.5' } },
] as const;

describe('a question by direct message', () => {
  it('is open while its person may answer', () => {
    expect(answeredAsks(inChannel(asked))).toEqual([]);
  });

  it('is answered when somebody has the role, and then names them without a button', () => {
    const incident = inChannel([
      ...asked,
      happened({ kind: 'role.assigned', role: 'commander', user: 'UBEN', previous: null }, { by: ANA }),
    ]);

    expect(answeredAsks(incident)).toEqual([{ step: 'ask-role:commander:1', role: 'commander' }]);
    expect(JSON.stringify(roleAsked(incident, 'commander').parts)).toMatch(/UBEN.*is commander of INC-7/);
    expect(roleAsked(incident, 'commander').parts.some(({ kind }) => kind === 'buttons')).toBe(false);
  });

  it('can still be taken up by who was passed over', () => {
    const incident = inChannel([
      ...asked,
      {
        kind: 'role.proposed',
        role: 'commander',
        user: 'UBEN',
        candidates: ['UANA', 'UBEN'],
        acceptBy: NOON,
      },
    ]);

    expect(answeredAsks(incident)).toHaveLength(1);
    expect(roleAsked(incident, 'commander').parts.some(({ kind }) => kind === 'buttons')).toBe(true);
  });

  it('is over with the incident', () => {
    const incident = inChannel([
      ...asked,
      happened({ kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null }, { by: ANA }),
    ]);

    expect(answeredAsks(incident)).toHaveLength(1);
  });
});
