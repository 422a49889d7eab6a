import { describe, expect, it } from 'vitest';
import { selectorOverlap } from '../../../src/diagnosis/checks/selector-overlap.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { Service } from '../../../src/domain/cluster/network.ts';
import type { Pod } from '../../../src/domain/cluster/pod.ts';
import { HOUR } from '../../../src/domain/instant.ts';
import { ONSET, ownedBy, situation, subject, TAKEN, view } from '../../builders/cluster.ts';
import { service, slice } from '../../builders/cluster-network.ts';
import { condition, container, pod, status, terminated, waiting } from '../../builders/cluster-pods.ts';
import {
  cronJob,
  deployment,
  job,
  podOf,
  replicaSet,
  statefulSet,
  template,
} from '../../builders/cluster-workloads.ts';

const labels = { app: 'checkout' };
const http = { name: 'http', port: 8080, protocol: 'TCP', hostPort: null };
const redis = { name: 'redis', port: 6379, protocol: 'TCP', hostPort: null };
const web = [container({ ports: [http] })];
const cache = [container({ image: 'registry.local/redis:7', ports: [redis] })];

const checkout = deployment({ template: template({ containers: web }) });
const set = replicaSet(checkout);
const own = ['a', 'b', 'c'].map((end) => podOf(set, { name: `checkout-7d9f-${end}` }));

/** Another Deployment whose pods have the same label. */
const other = (name: string, containers = cache, over: Parameters<typeof deployment>[0] = {}) => {
  const made = deployment({
    name,
    template: template({ containers }),
    createdAt: TAKEN - HOUR,
    replicas: 1,
    ...over,
  });
  const madeSet = replicaSet(made);
  return { made, madeSet, pods: [podOf(madeSet, { name: `${name}-7d9f-x` })] };
};

const world = (more: readonly ReturnType<typeof other>[], of: Service = service()) => ({
  services: [of],
  deployments: [checkout, ...more.map(({ made }) => made)],
  replicasets: [set, ...more.map(({ madeSet }) => madeSet)],
  pods: [...own, ...more.flatMap(({ pods }) => pods)],
});

const run = (over: Parameters<typeof situation>[0]) => selectorOverlap.run(situation(over));
const ofServices = (over: Parameters<typeof situation>[0]) =>
  run(over).filter(({ object }) => object.kind === 'Service');
const ofControllers = (over: Parameters<typeof situation>[0]) =>
  run(over).filter(({ object }) => object.kind !== 'Service');

describe('a Service that selects pods of two workloads', () => {
  it('sends requests to what has no such port', () => {
    expect(ofServices(world([other('cache')]))).toMatchObject([
      {
        sentence:
          'Service shop/checkout divides the requests of port 80 between Deployment shop/checkout and Deployment shop/cache: 1 of 4 ready pods is of Deployment shop/cache, which lists no port 8080, so part of them may fail',
        object: { kind: 'Service', name: 'checkout' },
        confidence: 'consistent',
        severity: 'high',
        layer: 'mechanism',
        changedAt: TAKEN - HOUR,
      },
    ]);
  });

  it('takes in the pods of a Job that have the label of what they serve', () => {
    const migrate = job({ name: 'migrate', createdAt: TAKEN - HOUR });
    const run1 = pod({ name: 'migrate-x', labels, owner: ownedBy(migrate) });

    const [finding] = ofServices({ ...world([]), jobs: [migrate], pods: [...own, run1] });

    expect(finding?.sentence).toContain('1 of 4 ready pods is of Job shop/migrate, which lists no port 8080');
    expect(finding?.changedAt).toBe(TAKEN - HOUR);
  });

  it('may be meant to when both have the port: then it is only context', () => {
    const [finding] = ofServices(
      world([other('legacy', [container({ image: 'registry.local/legacy:1', ports: [http] })])]),
    );

    expect(finding).toMatchObject({ confidence: 'context', severity: 'medium' });
    expect(finding?.sentence).toContain('which run different programs');
  });

  it('explains no crash of the pods behind it', () => {
    const crashing = (each: Pod) => ({
      ...each,
      containers: [
        status({ ready: false, restarts: 5, state: waiting('CrashLoopBackOff'), lastState: terminated() }),
      ],
    });
    const mixed = world([other('cache')]);
    const [first, ...rest] = mixed.pods;
    const pods = [...rest, ...(first ? [crashing(first)] : [])];
    const seen = view({ ...mixed, pods, endpointslices: [slice(service(), pods)] });

    const { findings } = diagnose({ view: seen, subject: subject({ objects: [service()] }), onset: ONSET });

    const overlap = findings.find(
      ({ check, object }) => check === 'selector-overlap' && object.kind === 'Service',
    );
    expect(overlap?.explains).toEqual([]);
    expect(findings.map(({ check }) => check)).toContain('crash-loop');
  });
});

describe('no overlap of a Service', () => {
  it.each(['checkout-canary', 'checkout-green'])('is the same program twice: %s', (name) => {
    expect(ofServices(world([other(name, web)]))).toEqual([]);
  });

  it('is the same program that lists no ports, as long as it is there for no task', () => {
    expect(ofServices(world([other('checkout-canary', [container()])]))).toEqual([]);
  });

  it('is a program beside which a helper runs, whichever registry it comes from', () => {
    const withHelper = [
      container({ image: 'mirror.local/checkout:1.1', ports: [http] }),
      container({ name: 'proxy', image: 'registry.local/envoy:1' }),
    ];

    expect(ofServices(world([other('checkout-2', withHelper)]))).toEqual([]);
  });

  it('are several ReplicaSets of one Deployment, also when those could not be read', () => {
    const before = replicaSet(checkout, { name: 'checkout-old', uid: 'old' });
    const old = podOf(before, { spec: { containers: cache } });
    const both = { ...world([]), pods: [...own, old], replicasets: [set, before] };
    const gaps = [{ kind: 'replicasets', namespace: 'shop', why: 'forbidden', sentence: '' }] as const;

    expect(ofServices(both)).toEqual([]);
    expect(ofServices({ ...both, replicasets: [], gaps })).toEqual([]);
  });

  it('are several Jobs of one CronJob', () => {
    const nightly = cronJob();
    const jobs = ['one', 'two'].map((name) => job({ name, owner: ownedBy(nightly) }));
    const pods = jobs.map((each) => pod({ name: `${each.name}-x`, labels, owner: ownedBy(each) }));
    const [first, second] = pods;
    const varied = [first, { ...second, spec: { ...second?.spec, containers: cache } }] as Pod[];

    expect(ofServices({ services: [service()], cronjobs: [nightly], jobs, pods: varied })).toEqual([]);
    // Without their owner they are two.
    expect(
      ofServices({
        services: [service()],
        jobs: jobs.map((each) => ({ ...each, owner: null })),
        pods: varied,
      }),
    ).toHaveLength(1);
  });

  it('are pods that get no requests: not ready, going, or without a port that goes by its name', () => {
    const one = other('cache');
    const [first] = one.pods;
    if (!first) throw new Error('it has a pod');
    const unready = { ...first, conditions: [condition('Ready', 'False')] };
    const going = { ...first, deletionAt: TAKEN };
    const named = service({
      ports: [{ name: null, port: 80, targetPort: 'http', protocol: 'TCP', nodePort: null }],
    });

    expect(ofServices({ ...world([one]), pods: [...own, unready] })).toEqual([]);
    expect(ofServices({ ...world([one]), pods: [...own, going] })).toEqual([]);
    expect(ofServices(world([one], named))).toEqual([]);
  });

  it.each([
    ['headless', { clusterIp: 'None' }],
    ['an external name', { type: 'ExternalName' }],
    ['without a selector', { selector: {} }],
    ['being deleted', { deletionAt: TAKEN }],
  ] as const)('is of one that is %s', (_, over) => {
    expect(ofServices(world([other('cache')], service(over)))).toEqual([]);
  });
});

describe('a controller whose selector matches the pods of another', () => {
  it('is told once, as context, though each matches the other', () => {
    const found = ofControllers(world([other('cache')]));

    expect(found).toMatchObject([
      {
        object: { kind: 'Deployment', name: 'checkout' },
        affects: [{ kind: 'Deployment', name: 'cache' }],
        confidence: 'context',
      },
    ]);
    expect(found[0]?.sentence).toContain(
      'The selector of Deployment shop/checkout also matches the pods of Deployment shop/cache',
    );
  });

  it('may be of another kind, and match only one way', () => {
    const db = statefulSet({ template: template({ containers: cache }, { app: 'checkout', part: 'db' }) });

    expect(ofControllers({ deployments: [checkout], statefulsets: [db] })).toMatchObject([
      { object: { kind: 'Deployment' }, affects: [{ kind: 'StatefulSet', name: 'orders-db' }] },
    ]);
  });

  it.each([
    ['the same program', other('checkout-canary', web).made],
    ['scaled to zero', other('cache', cache, { replicas: 0 }).made],
    ['being deleted', other('cache', cache, { deletionAt: TAKEN }).made],
    ['in another namespace', other('cache', cache, { namespace: 'pay' }).made],
    [
      'without the label',
      other('cache', cache, { template: template({ containers: cache }, { app: 'x' }) }).made,
    ],
  ])('is no trouble when the other is %s', (_, made) => {
    const apart = { ...made, selector: { labels: { only: made.name }, expressions: [] } };

    expect(ofControllers({ deployments: [checkout, apart] })).toEqual([]);
  });

  it('holds by all parts of the selector', () => {
    const selector = {
      labels,
      expressions: [{ key: 'track', operator: 'NotIn', values: ['cache'] }],
    } as const;
    const apart = other('cache', cache, {
      selector: { labels: { only: 'cache' }, expressions: [] },
      template: template({ containers: cache }, { ...labels, track: 'cache' }),
    }).made;

    expect(ofControllers({ deployments: [{ ...checkout, selector }, apart] })).toEqual([]);
    expect(ofControllers({ deployments: [checkout, apart] })).toHaveLength(1);
  });
});
