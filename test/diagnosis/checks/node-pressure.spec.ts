import { describe, expect, it } from 'vitest';
import { nodePressure } from '../../../src/diagnosis/checks/node-pressure.ts';
import type { Condition } from '../../../src/domain/cluster/meta.ts';
import { HOUR } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { condition, node, pod } from '../../builders/cluster-pods.ts';

const findings = (...conditions: readonly Condition[]) =>
  nodePressure.run(
    situation({
      nodes: [node({ conditions: [condition('Ready', 'True'), ...conditions] })],
      pods: [pod({ phase: 'Failed', reason: 'Evicted' }), pod({ name: 'well' })],
    }),
  );

describe('a node’s conditions', () => {
  it('tell of pressure, since when, and whom it evicted', () => {
    expect(findings(condition('MemoryPressure', 'True'))).toMatchObject([
      {
        sentence:
          'Node node-a is short of memory since 02:07 UTC: it evicts pods and takes none without memory requests',
        affects: [{ kind: 'Pod', name: 'checkout-7d9f-abcde' }],
        confidence: 'proven',
        severity: 'high',
        changedAt: TAKEN - HOUR,
      },
    ]);
    expect(findings(condition('NetworkUnavailable', 'True'))[0]?.layer).toBe('cause');
  });

  it('are well when they are False', () => {
    expect(
      findings(
        condition('MemoryPressure', 'False'),
        condition('DiskPressure', 'False'),
        condition('NetworkUnavailable', 'False'),
        condition('KernelDeadlock', 'False'),
      ),
    ).toEqual([]);
  });

  it('of other programs count by what their names say', () => {
    expect(
      findings(condition('ReadonlyFilesystem', 'True', { message: 'Filesystem is read-only' }))[0],
    ).toMatchObject({
      confidence: 'consistent',
      sentence: 'Node node-a says ReadonlyFilesystem is True since 02:07 UTC: Filesystem is read-only',
    });
    expect(findings(condition('NetworkingReady', 'False'))).toHaveLength(1);
  });

  it('of other programs are well when True is well, and mean nothing when their names tell nothing', () => {
    expect(
      findings(
        condition('NetworkingReady', 'True'),
        condition('StorageReady', 'True'),
        condition('example.com/GpuHealthy', 'True'),
        condition('example.com/Labelled', 'True'),
      ),
    ).toEqual([]);
  });
});
