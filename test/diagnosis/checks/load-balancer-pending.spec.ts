import { describe, expect, it } from 'vitest';
import { loadBalancerPending } from '../../../src/diagnosis/checks/load-balancer-pending.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import { createReading } from '../../../src/integrations/kubernetes/project/reading.ts';
import { service as projected } from '../../../src/integrations/kubernetes/project/service.ts';
import { ONSET, situation, subject, TAKEN, view } from '../../builders/cluster.ts';
import { service, slice } from '../../builders/cluster-network.ts';
import { event, pod, status, terminated, waiting } from '../../builders/cluster-pods.ts';
import { capturedObject } from '../../integrations/kubernetes/captured.ts';

const MADE = TAKEN - 20 * MINUTE;
const balancer = (over: Parameters<typeof service>[0] = {}) =>
  service({ type: 'LoadBalancer', createdAt: MADE, ...over });
const pending = balancer();
const another = balancer({ name: 'edge', loadBalancer: ['203.0.113.7'] });
const says = (reason: string, message: string, over: Parameters<typeof event>[1] = {}) =>
  event(pending, { reason, message, source: 'service-controller', ...over });

const run = (of = pending, more: Parameters<typeof situation>[0] = {}) =>
  loadBalancerPending.run(situation({ services: [of, another], ...more }));

describe('a load balancer that is waited for', () => {
  it('is told with what its controller says', () => {
    const message =
      'Error syncing load balancer: failed to ensure load balancer: googleapi: Error 400: Bad field, invalid';

    expect(run(pending, { events: [says('SyncLoadBalancerFailed', message, { count: 6 })] })).toMatchObject([
      {
        sentence:
          'Service shop/checkout waits since 02:47 UTC for the address of its load balancer: googleapi: Error 400: Bad field, invalid',
        object: { kind: 'Service', name: 'checkout' },
        affects: [],
        confidence: 'proven',
        severity: 'high',
        changedAt: MADE,
        lookNext: [
          '/incident describe service/checkout -n shop',
          '/incident events service/checkout -n shop',
        ],
      },
    ]);
  });

  it.each([
    [
      'FailedDeployModel',
      'Failed deploy model due to AccessDenied: User: arn:aws:sts::1:assumed-role/lb is not authorized to perform: elasticloadbalancing:DescribeListenerAttributes',
      'its controller may not make one (AccessDenied: User',
    ],
    [
      'FailedBuildModel',
      'Failed build model due to unable to resolve at least one subnet (0 match VPC and tags)',
      'no subnet is found for it (unable to resolve',
    ],
    [
      'AllocationFailed',
      'Failed to allocate IP for "shop/checkout": no available IPs',
      'no address is free for it (no available IPs)',
    ],
    [
      'SyncLoadBalancerFailed',
      'Error syncing load balancer: failed to ensure load balancer: TooManyLoadBalancers: Exceeded quota of account',
      'a limit of the cloud is reached (TooManyLoadBalancers',
    ],
  ])('is told by kind: %s %s', (reason, message, words) => {
    expect(run(pending, { events: [says(reason, message)] })[0]?.sentence).toContain(words);
  });

  it('is only likely trouble when nobody says why', () => {
    const [finding] = run();

    expect(finding?.sentence).toContain('and nobody says why');
    expect(finding?.confidence).toBe('consistent');
  });

  it('is only context in a cluster in which no Service has an address', () => {
    const real = projected(capturedObject('1118-service-loadbalancer-pending'), createReading());
    const alone = loadBalancerPending.run(situation({ services: [real], takenAt: real.createdAt + HOUR }));

    expect(alone[0]).toMatchObject({
      sentence:
        'Service shop/lb waits since 22:30 UTC for the address of its load balancer, and no Service of this cluster has one',
      confidence: 'context',
      severity: 'medium',
    });
    expect(alone[0]?.evidence).toContainEqual(
      expect.objectContaining({ text: 'reached by node ports: 80 by 32417' }),
    );
  });

  it('does not go by warnings about its endpoints, by old ones, or by what went well', () => {
    const events = [
      says('SyncLoadBalancerFailed', 'Error syncing load balancer: timeout', {
        lastAt: TAKEN - 2 * HOUR,
      }),
      says('FailedToUpdateEndpointSlices', 'Error updating Endpoint Slices'),
      says('EnsuringLoadBalancer', 'Ensuring load balancer', { type: 'Normal' }),
    ];

    expect(run(pending, { events })[0]?.sentence).toContain('and nobody says why');
  });

  it('explains no crash of the pods behind it', () => {
    const crashing = pod({
      labels: { app: 'checkout' },
      containers: [
        status({ ready: false, restarts: 5, state: waiting('CrashLoopBackOff'), lastState: terminated() }),
      ],
    });
    const seen = view({
      services: [pending],
      pods: [crashing],
      endpointslices: [slice(pending, [crashing])],
      events: [says('SyncLoadBalancerFailed', 'Error syncing load balancer: no')],
    });

    const { findings } = diagnose({ view: seen, subject: subject({ objects: [pending] }), onset: ONSET });

    const found = findings.find(({ check }) => check === 'load-balancer-pending');
    expect(found?.explains.map(({ check }) => check)).not.toContain('crash-loop');
    expect(findings.map(({ check }) => check)).toContain('crash-loop');
  });
});

describe('no load balancer that is waited for', () => {
  it.each([
    ['has its address', { loadBalancer: ['203.0.113.9'] }],
    ['was made a moment ago', { createdAt: TAKEN - 4 * MINUTE }],
    ['is of another type', { type: 'NodePort' }],
    ['is being deleted', { deletionAt: TAKEN }],
  ] as const)('is there for a Service that %s', (_, over) => {
    expect(run(balancer(over))).toEqual([]);
  });

  it('is there for a Service whose type was changed a moment ago', () => {
    const managers = (at: number) =>
      [{ name: 'kubectl-edit', operation: 'Update', subresource: null, at, paths: ['spec.type'] }] as const;

    expect(run(balancer({ managers: managers(TAKEN - MINUTE) }))).toEqual([]);
    expect(run(balancer({ managers: managers(TAKEN - 6 * MINUTE) }))[0]?.changedAt).toBe(TAKEN - 6 * MINUTE);
  });
});
