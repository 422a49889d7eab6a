import { describe, expect, it } from 'vitest';
import { barePod } from '../../../src/diagnosis/checks/bare-pod.ts';
import { ownedBy, situation } from '../../builders/cluster.ts';
import { pod } from '../../builders/cluster-pods.ts';
import { deployment } from '../../builders/cluster-workloads.ts';

describe('a bare pod', () => {
  const owned = pod({ name: 'checkout-a', owner: ownedBy(deployment()) });
  const alone = pod({ name: 'psql' });

  it('is context: nobody makes it again', () => {
    const [finding] = barePod.run(situation({ pods: [alone] }));

    expect(finding).toMatchObject({ object: { name: 'psql' }, confidence: 'context', severity: 'info' });
  });

  it('is neither one that has an owner, nor a static pod, nor one that has ended', () => {
    const mirror = { ...alone, annotations: { 'kubernetes.io/config.mirror': 'x' } };

    expect(barePod.run(situation({ pods: [owned, mirror] }))).toEqual([]);
    expect(barePod.run(situation({ pods: [{ ...alone, phase: 'Succeeded' }] }))).toEqual([]);
  });
});
