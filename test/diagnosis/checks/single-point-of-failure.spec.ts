import { describe, expect, it } from 'vitest';
import { singlePointOfFailure } from '../../../src/diagnosis/checks/single-point-of-failure.ts';
import { situation } from '../../builders/cluster.ts';
import { budget, ingress, service, slice } from '../../builders/cluster-network.ts';
import { condition } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

describe('a single point of failure', () => {
  const run = (replicas: number, ready: number, over: Parameters<typeof situation>[0] = {}) => {
    const of = deployment({ replicas });
    const revision = replicaSet(of);
    const pods = Array.from({ length: replicas }, (_, index) =>
      podOf(revision, {
        name: `checkout-${index}`,
        conditions: [condition('Ready', index < ready ? 'True' : 'False')],
      }),
    );
    const front = service();
    return singlePointOfFailure.run(
      situation({
        deployments: [of],
        replicasets: [revision],
        pods,
        services: [front],
        endpointslices: [slice(front, pods)],
        ingresses: [ingress()],
        ...over,
      }),
    );
  };

  it('is a Service that an Ingress leads to, with one pod and no budget', () => {
    expect(run(1, 1)[0]).toMatchObject({
      sentence:
        'Service shop/checkout, reached by Ingress shop/shop, stands on a single pod and no disruption budget',
      confidence: 'context',
      help: { action: 'scale' },
    });
  });

  it('is what is left of several', () => {
    expect(run(3, 1)[0]?.sentence).toContain('only 1 of 3 pods left');
    expect(run(3, 2)).toEqual([]);
  });

  it('says when a budget at least protects it', () => {
    expect(run(1, 1, { poddisruptionbudgets: [budget()] })[0]?.sentence).not.toContain(
      'no disruption budget',
    );
  });

  it('is none that nobody reaches from outside, unless by its own load balancer', () => {
    expect(run(1, 1, { ingresses: [] })).toEqual([]);
    expect(
      run(1, 1, { ingresses: [], services: [service({ type: 'LoadBalancer' })] })[0]?.sentence,
    ).toContain('its load balancer');
  });
});
