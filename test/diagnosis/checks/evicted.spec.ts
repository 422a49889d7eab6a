import { describe, expect, it } from 'vitest';
import { evicted } from '../../../src/diagnosis/checks/evicted.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { condition, node } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

const checkout = deployment();
const revision = replicaSet(checkout);
const world = { deployments: [checkout], replicasets: [revision] };

const gone = (
  at: number,
  message = 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 88Mi. ',
) =>
  podOf(revision, {
    name: 'checkout-a',
    phase: 'Failed',
    reason: 'Evicted',
    message,
    conditions: [condition('DisruptionTarget', 'True', { changedAt: at })],
    containers: [],
  });

const findings = (pod: ReturnType<typeof gone>, nodes = [node()]) =>
  evicted.run(situation({ ...world, pods: [pod], nodes }));

describe('an eviction', () => {
  it('names the node and the resource that ran out', () => {
    expect(findings(gone(TAKEN - 20 * MINUTE))[0]).toMatchObject({
      sentence: 'Node node-a evicted 1 pod of Deployment shop/checkout at 02:47 UTC for lack of memory',
      confidence: 'consistent',
      changedAt: TAKEN - 20 * MINUTE,
    });
  });

  it("is proven, and the node's trouble, while the node is still under that pressure", () => {
    const pressed = node({ conditions: [condition('Ready', 'True'), condition('MemoryPressure', 'True')] });
    const other = node({ conditions: [condition('Ready', 'True'), condition('DiskPressure', 'True')] });

    expect(findings(gone(TAKEN - MINUTE), [pressed])[0]).toMatchObject({
      confidence: 'proven',
      affects: [{ kind: 'Pod' }, { kind: 'Node', name: 'node-a' }],
    });
    expect(findings(gone(TAKEN - MINUTE), [other])[0]?.confidence).toBe('consistent');
  });

  it('of long ago is a record that nobody deleted', () => {
    expect(findings(gone(TAKEN - 48 * HOUR))).toEqual([]);
  });

  it('is no other failure of a pod', () => {
    expect(findings({ ...gone(TAKEN), reason: 'DeadlineExceeded' })).toEqual([]);
  });
});
