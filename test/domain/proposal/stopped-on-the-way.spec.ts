import { describe, expect, it } from 'vitest';
import { holdsObject } from '../../../src/domain/proposal/proposal-state.ts';
import { wantedExecution } from '../../../src/domain/proposal/wanted-execution.ts';
import { stateLine } from '../../../src/domain/wording/proposal-state-line.ts';
import { NOON } from '../../builders/incident.ts';
import { aWish } from '../../builders/proposals.ts';
import { ANA, aGate, approver, BEN, member } from './gate-world.ts';

const begun = () => {
  const gate = aGate();
  gate.proposed();
  gate.approves(approver(BEN));
  gate.starts();
  return gate;
};

const stopped = () => {
  const gate = begun();
  gate.asks({ kind: 'stop', proposal: 1, reason: null, clicker: approver(BEN) });
  return gate;
};

const words = (gate: ReturnType<typeof aGate>): string =>
  stateLine(gate.proposal())
    .map((span) => (typeof span === 'string' ? span : 'text' in span ? span.text : ''))
    .join('');

const settling = {
  kind: 'settle',
  proposal: 1,
  token: 't1',
  settlement: 'not-applied',
  sentence: '',
} as const;

describe('what was begun and then stopped', () => {
  it('may be under way: it keeps its object and its lease, and nobody says that nothing was sent', () => {
    const gate = stopped();
    const { lease } = gate.proposal();

    expect(gate.state()).toBe('stopped');
    expect(holdsObject(gate.proposal())).toBe(true);
    expect(words(gate)).toContain('is being found out');
    expect(wantedExecution(gate.proposal(), (lease?.until ?? 0) - 1)).toBeNull();
    expect(wantedExecution(gate.proposal(), lease?.until ?? 0)).toBe('settle');
  });

  it('is known to be stopped in time once nothing of it is found', () => {
    const gate = stopped();

    expect(gate.asks({ ...settling, token: 'another' })).toBe('nothing');
    expect(gate.asks(settling)).toBe('action.settled');
    expect(gate.proposal()).toMatchObject({ state: 'stopped', lease: null, settlement: 'not-applied' });
    expect(words(gate)).toContain('The cluster shows nothing of it.');
    expect(holdsObject(gate.proposal())).toBe(false);
  });

  it('is told as stopped too late when the cluster had taken it', () => {
    const gate = stopped();

    expect(gate.asks({ kind: 'sent', proposal: 1, token: 't1', how: 'found' })).toBe('action.sent');
    expect(gate.proposal()).toMatchObject({ state: 'stopped', lease: null, sentAt: NOON });
    expect(words(gate)).toContain('had taken it already');
  });

  it('is unknown when it can’t be found out, and never a success or a failure', () => {
    const gate = stopped();
    const end = { kind: 'finish', proposal: 1, token: 't1', sentence: 'it can’t be read' } as const;

    expect(gate.asks({ ...end, outcome: 'succeeded' })).not.toBe('action.executed');
    expect(gate.asks({ ...end, outcome: 'failed' })).not.toBe('action.executed');
    expect(gate.asks({ ...end, outcome: 'unknown' })).toBe('action.executed');
    expect(gate.state()).toBe('unknown');
  });
});

describe('an executor that finds the object changed', () => {
  it('does not supersede what another one is doing: it is that which changed it', () => {
    const gate = begun();

    expect(gate.asks({ kind: 'supersede', proposal: 1, moved: ['restartedAt'] })).toBe('nothing');
    expect(gate.state()).toBe('executing');
  });
});

describe('a change of which nobody will ever know more', () => {
  it('does not keep its object from the next change', () => {
    const gate = begun();
    gate.asks({ kind: 'finish', proposal: 1, token: 't1', outcome: 'unknown', sentence: 'cut off' });

    expect(gate.asks({ kind: 'propose', wish: aWish(), clicker: member(ANA) })).toBe('action.proposed');
  });
});
