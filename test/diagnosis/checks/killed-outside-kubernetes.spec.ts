import { describe, expect, it } from 'vitest';
import { killedOutsideKubernetes } from '../../../src/diagnosis/checks/killed-outside-kubernetes.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { ownedBy, situation, TAKEN } from '../../builders/cluster.ts';
import { condition, event, node, pod, running, status, terminated } from '../../builders/cluster-pods.ts';
import { statefulSet } from '../../builders/cluster-workloads.ts';

const KILL = TAKEN - 8 * MINUTE;
const db = statefulSet({ name: 'ledger-db' });

const exit = (over: Partial<ReturnType<typeof ending>> = {}) => ({ ...ending(), ...over });
const ending = () =>
  terminated({ exitCode: 137, startedAt: KILL - 40 * 24 * HOUR, finishedAt: KILL }) as Ending;
type Ending = Extract<ReturnType<typeof terminated>, { kind: 'terminated' }>;

const killed = (over: Partial<Ending> = {}, more: Parameters<typeof pod>[0] = {}) =>
  pod({
    name: 'ledger-db-0',
    owner: ownedBy(db),
    containers: [status({ restarts: 1, state: running(KILL), lastState: exit(over) })],
    ...more,
  });

const findings = (of = killed(), more: Parameters<typeof situation>[0] = {}) =>
  killedOutsideKubernetes.run(situation({ pods: [of], statefulsets: [db], nodes: [node()], ...more }));

describe('killed from outside Kubernetes', () => {
  it('is what fits a signal that nobody in Kubernetes admits to', () => {
    const [finding] = findings(
      killed({}, { spec: { volumes: [{ name: 'data', kind: 'Claim', source: 'data-ledger-db-0' }] } }),
    );

    expect(finding).toMatchObject({
      object: { kind: 'Pod', namespace: 'shop', name: 'ledger-db-0' },
      sentence:
        'Container app of Pod shop/ledger-db-0 was killed from outside Kubernetes on node node-a at 02:59 UTC: exit code 137 (SIGKILL), not out of memory, and no event says that Kubernetes did it; nothing stood in for it',
      confidence: 'consistent',
      severity: 'high',
      layer: 'cause',
      changedAt: KILL,
    });
    expect(finding?.evidence.map(({ text }) => text).join('\n')).toContain(
      'with data in claim data-ledger-db-0',
    );
  });

  it('is SIGTERM, too', () => {
    expect(findings(killed({ exitCode: 143 }))).toHaveLength(1);
  });

  it.each([
    ['out of memory', killed({ reason: 'OOMKilled' })],
    ['an exit of its own', killed({ exitCode: 1 })],
    ['a loop: it ran for a minute', killed({ startedAt: KILL - MINUTE })],
    ['long ago', killed({ startedAt: KILL - 48 * HOUR, finishedAt: KILL - 24 * HOUR })],
    ['a deletion', killed({}, { deletionAt: TAKEN })],
  ])('is not said of %s', (_, of) => {
    expect(findings(of)).toEqual([]);
  });

  it.each(['Killing', 'Evicted', 'Preempted', 'Unhealthy', 'TaintManagerEviction'])(
    'is not said when an event %s explains it',
    (reason) => {
      expect(findings(killed(), { events: [event(killed(), { reason, lastAt: KILL })] })).toEqual([]);
    },
  );

  it('does not believe an event of another time, or of an earlier pod of the same name', () => {
    const early = event(killed(), { reason: 'Killing', lastAt: KILL - HOUR });
    const late = event(killed(), { reason: 'Killing', lastAt: TAKEN });
    const other = event({ ...killed(), uid: 'before' }, { reason: 'Killing', lastAt: KILL });

    expect(findings(killed(), { events: [early, late, other] })).toHaveLength(1);
  });

  it('is not said when the node was out of memory, not ready, or has just come back', () => {
    const oom = event(node(), { reason: 'SystemOOM', lastAt: KILL });
    const back = node({ conditions: [condition('Ready', 'True', { changedAt: KILL + MINUTE })] });

    expect(findings(killed(), { events: [oom] })).toEqual([]);
    expect(findings(killed(), { nodes: [node({ conditions: [condition('Ready', 'Unknown')] })] })).toEqual(
      [],
    );
    expect(findings(killed(), { nodes: [back] })).toEqual([]);
    expect(
      findings(killed(), { nodes: [node({ conditions: [condition('MemoryPressure', 'True')] })] }),
    ).toEqual([]);
  });

  it('is not said when other pods of the node ended in the same minute: then the node did it', () => {
    const others = ['a', 'b'].map((name) => killed({}, { name, uid: name, owner: null }));

    const found = killedOutsideKubernetes.run(situation({ pods: [killed(), ...others], nodes: [node()] }));

    expect(found).toEqual([]);
  });

  it('is only context once events of that time have expired, or when they can not be read', () => {
    const old = killed({ finishedAt: TAKEN - 2 * HOUR, startedAt: TAKEN - 9 * HOUR });
    const gaps = [{ kind: 'events', namespace: null, why: 'forbidden', sentence: '' }] as const;

    expect(findings(old)[0]?.confidence).toBe('context');
    expect(findings(killed(), { gaps })[0]?.confidence).toBe('context');
  });
});
