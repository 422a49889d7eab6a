import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drainPreview } from '../../../src/domain/action/drain-preview.ts';
import type { ClusterView } from '../../../src/domain/cluster/cluster-view.ts';
import { createLookup } from '../../../src/domain/cluster/lookup.ts';
import type { Node } from '../../../src/domain/cluster/node.ts';
import { TAKEN, view } from '../../builders/cluster.ts';
import { budget, service, slice } from '../../builders/cluster-network.ts';
import { node, pod } from '../../builders/cluster-pods.ts';
import { daemonSet, deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';
import { runs } from '../../setup/runs.ts';

const here = node();
const there = node({ name: 'node-b', uid: 'uid-b' });

const drained = (around: Partial<ClusterView>, of: Node = here) => {
  const seen = view({ nodes: [here, there], ...around });
  return drainPreview(of, { view: seen, lookup: createLookup(seen) });
};

/** A Deployment with a Service; `on`: the node of each of its pods. */
const app = (name: string, on: readonly string[], over: Parameters<typeof podOf>[1] = {}) => {
  const labels = { app: name };
  const owner = deployment({ name, replicas: on.length, template: { ...deployment().template, labels } });
  const set = replicaSet(owner);
  const pods = on.map((place, index) =>
    podOf(set, { name: `${name}-${index}`, uid: `uid-${name}-${index}`, node: place, ...over }),
  );
  const front = service({ name, selector: labels });
  return {
    deployments: [owner],
    replicasets: [set],
    pods,
    services: [front],
    endpointslices: [slice(front, pods)],
  };
};

const together = (...apps: readonly ReturnType<typeof app>[]) => ({
  deployments: apps.flatMap((each) => each.deployments),
  replicasets: apps.flatMap((each) => each.replicasets),
  pods: apps.flatMap((each) => each.pods),
  services: apps.flatMap((each) => each.services),
  endpointslices: apps.flatMap((each) => each.endpointslices),
});

const names = (pods: readonly { readonly name: string }[]) => pods.map(({ name }) => name);

describe('a drain of a node', () => {
  it('evicts what controllers make anew, and nothing of other nodes', () => {
    const { evicted, blocking, stays } = drained(app('web', ['node-a', 'node-b']));

    expect(names(evicted)).toEqual(['web-0']);
    expect([...blocking, ...stays]).toEqual([]);
  });

  it('leaves what a DaemonSet makes, what mirrors a file, what has ended and what goes', () => {
    const daemons = daemonSet({ namespace: 'shop' });
    const { kind, name, uid } = daemons;
    const pods = [
      pod({ name: 'daemon', owner: { kind, name, uid } }),
      pod({ name: 'mirror', annotations: { 'kubernetes.io/config.mirror': 'x' } }),
      pod({ name: 'static', owner: { kind: 'Node', name: 'node-a', uid: 'uid-Node' } }),
      pod({ name: 'done', phase: 'Succeeded' }),
      pod({ name: 'going', deletionAt: TAKEN }),
    ];

    const { stays, blocking, evicted } = drained({ pods, daemonsets: [daemons] });

    expect(stays.map(({ pod: { name: each }, why }) => [each, why])).toEqual([
      ['daemon', 'daemon-set'],
      ['mirror', 'mirror'],
      ['static', 'mirror'],
      ['done', 'ended'],
      ['going', 'going'],
    ]);
    expect([...blocking, ...evicted]).toEqual([]);
  });

  it('is stopped by a pod whose DaemonSet is gone, as by a bare one', () => {
    const pods = [
      pod({ name: 'orphan', owner: { kind: 'DaemonSet', name: 'gone', uid: 'x' } }),
      pod({ name: 'bare' }),
    ];

    const why = drained({ pods }).blocking.map((each) => each.why);

    expect(why[0]).toMatch(/DaemonSet shop\/gone, which made orphan, is gone/);
    expect(why[1]).toMatch(/bare pod/);
  });

  it('is stopped by a budget that allows none, and by two for one pod', () => {
    const web = app('checkout', ['node-a', 'node-b']);
    const none = budget({ disruptionsAllowed: 0 });

    const by = (...poddisruptionbudgets: ReturnType<typeof budget>[]) =>
      drained({ ...web, poddisruptionbudgets }).blocking.map(({ why, evictable }) => [why, evictable]);

    expect(by(none)).toEqual([[expect.stringMatching(/allows no pod to go now/), false]]);
    expect(by(budget(), budget({ name: 'second', uid: 'b2' }))).toEqual([
      [expect.stringMatching(/2 disruption budgets cover this pod/), false],
    ]);
    expect(by(budget())).toEqual([]);
  });

  it('is stopped by data that only the node has, though an eviction would be done', () => {
    const volumes = [
      { name: 'cache', kind: 'Other', source: 'emptyDir' },
      { name: 'token', kind: 'Other', source: 'projected' },
    ] as const;
    const { blocking, evicted } = drained(app('web', ['node-a'], { spec: { volumes } }));

    expect(blocking).toMatchObject([
      { why: 'Its data on the node is lost (emptyDir cache).', evictable: true },
    ]);
    expect(evicted).toEqual([]);
  });

  it('names the Services that it would leave with nothing, and only these', () => {
    const { emptied } = drained(
      together(
        app('alone', ['node-a']),
        app('all-here', ['node-a', 'node-a']),
        app('spread', ['node-a', 'node-b']),
      ),
    );

    expect(emptied.map(({ service: { name }, ready }) => [name, ready])).toEqual([
      ['all-here', 2],
      ['alone', 1],
    ]);
  });

  it('counts among these what a budget does not hold back but data does', () => {
    const volumes = [{ name: 'cache', kind: 'Other', source: 'emptyDir' }] as const;

    expect(
      names(drained(app('web', ['node-a'], { spec: { volumes } })).emptied.map((each) => each.service)),
    ).toEqual(['web']);
    expect(
      drained({ ...app('checkout', ['node-a']), poddisruptionbudgets: [budget({ disruptionsAllowed: 0 })] })
        .emptied,
    ).toEqual([]);
  });

  it('begins with what nobody would miss, and ends with the last of a Service', () => {
    const quiet = { ...app('zz-worker', ['node-a']), services: [], endpointslices: [] };
    const { evicted } = drained(
      together(app('alone', ['node-a']), app('spread', ['node-a', 'node-b', 'node-b']), quiet),
    );

    expect(names(evicted)).toEqual(['zz-worker-0', 'spread-0', 'alone-0']);
  });

  it('goes only as fast as each budget and each Service lets it', () => {
    const three = app('checkout', ['node-a', 'node-a', 'node-a']);
    const more = app('checkout', ['node-a', 'node-a', 'node-a', 'node-b']);
    const quiet = { ...three, services: [], endpointslices: [] };

    expect(drained(three).atOnce).toBe(2);
    expect(drained(more).atOnce).toBe(3);
    expect(drained({ ...more, poddisruptionbudgets: [budget({ disruptionsAllowed: 2 })] }).atOnce).toBe(2);
    expect(drained(quiet).atOnce).toBe(3);
    expect(drained(app('alone', ['node-a'])).atOnce).toBe(1);
    expect(drained({}).atOnce).toBe(0);
  });

  it('says which pods have no place elsewhere, as many as there are too many', () => {
    const big = { spec: { containers: [{ ...pod().spec.containers[0], requests: { cpu: 1500 } }] } } as never;
    const two = app('web', ['node-a', 'node-a', 'node-a'], big);

    expect(names(drained(two).homeless)).toHaveLength(1);
    // Its own node is no place for it.
    expect(names(drained({ ...app('web', ['node-a']), nodes: [here] }).homeless)).toEqual(['web-0']);
    expect(drained({ ...two, asked: ['pods'] }).homeless).toEqual([]);
  });

  it('counts the other nodes of the pool that take pods', () => {
    expect(drained({}).peers).toBe(1);
    expect(drained({ nodes: [here, { ...there, unschedulable: true }] }).peers).toBe(0);
  });
});

describe('whatever stands on a node', () => {
  const placed = fc.constantFrom('node-a', 'node-b');
  const worlds = fc.record({
    apps: fc.array(fc.array(placed, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
    bare: fc.nat(3),
    allowed: fc.nat(3),
  });

  it('each of its pods is told of once, and the first wave breaks nothing that could be kept', () => {
    fc.assert(
      fc.property(worlds, ({ apps, bare, allowed }) => {
        const around = together(...apps.map((on, index) => app(`app-${index}`, on)));
        const alone = Array.from({ length: bare }, (_, index) =>
          pod({ name: `bare-${index}`, uid: `bare-${index}` }),
        );
        const pods = [...around.pods, ...alone];
        const limit = budget({
          selector: { labels: { app: 'app-0' }, expressions: [] },
          disruptionsAllowed: allowed,
        });

        const seen = drained({ ...around, pods, poddisruptionbudgets: [limit] });

        const told = [...seen.evicted, ...[...seen.blocking, ...seen.stays].map((each) => each.pod)];
        expect(names(told).sort()).toEqual(names(pods.filter((each) => each.node === 'node-a')).sort());
        expect(seen.atOnce).toBeLessThanOrEqual(seen.evicted.length);
        expect(seen.atOnce > 0).toBe(seen.evicted.length > 0);
      }),
      { numRuns: runs(100) },
    );
  });
});
