import { describe, expect, it } from 'vitest';
import { mutableTag } from '../../../src/diagnosis/checks/mutable-tag.ts';
import { situation } from '../../builders/cluster.ts';
import { container } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

const checkout = deployment();
const revision = replicaSet(checkout);

const findings = (image: string, pullPolicy = 'IfNotPresent') => {
  const spec = { containers: [container({ image, pullPolicy })] };
  const pods = ['a', 'b'].map((name) => podOf(revision, { name, spec }));
  return mutableTag.run(situation({ deployments: [checkout], replicasets: [revision], pods }));
};

describe('a tag that may mean another build', () => {
  it.each([
    ['shop/checkout:latest', 'IfNotPresent', 'medium'],
    ['registry:5000/shop/checkout', 'Never', 'medium'],
    ['shop/checkout:1.2', 'Always', 'info'],
  ])('%s with pull policy %s', (image, policy, severity) => {
    const found = findings(image, policy);

    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      object: { kind: 'Deployment', name: 'checkout' },
      confidence: 'context',
      severity,
      lookNext: ['/incident images deployment/checkout -n shop'],
    });
  });

  it.each([
    ['shop/checkout:1.2', 'IfNotPresent'],
    [`shop/checkout@sha256:${'a'.repeat(64)}`, 'Always'],
    [`shop/checkout:latest@sha256:${'a'.repeat(64)}`, 'Always'],
  ])('is not %s with pull policy %s', (image, policy) => {
    expect(findings(image, policy)).toEqual([]);
  });
});
