import { describe, expect, it } from 'vitest';
import { viewKinds } from '../../src/diagnosis/view-kinds.ts';
import { HOUR, MINUTE } from '../../src/domain/instant.ts';
import type { ClusterReader } from '../../src/ports/cluster-reader.ts';
import { diagnoseIncident } from '../../src/workflows/diagnose-incident.ts';
import { alertsChanged } from '../builders/alerts.ts';
import { meta, TAKEN } from '../builders/cluster.ts';
import { condition, container, node, status, terminated, waiting } from '../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet, template } from '../builders/cluster-workloads.ts';
import { BEN, happened } from '../builders/incident.ts';
import { anInvestigation, checkoutFires } from '../builders/investigation-world.ts';
import { createFakeCluster, logLine } from '../fakes/cluster-reader.ts';

const shop = { ...meta('Namespace', { name: 'shop' }, false), phase: 'Active', conditions: [] } as const;
const checkout = deployment({ template: template({ containers: [container()] }) });
const revision = replicaSet(checkout);
const crashing = podOf(revision, {
  name: 'checkout-1',
  createdAt: TAKEN - HOUR,
  conditions: [condition('Ready', 'False')],
  containers: [
    status({
      ready: false,
      restarts: 7,
      state: waiting('CrashLoopBackOff'),
      lastState: terminated({ exitCode: 3 }),
    }),
  ],
});
const cluster = {
  has: {
    deployments: [checkout],
    replicasets: [revision],
    pods: [crashing],
    nodes: [node()],
    namespaces: [shop],
  },
  logs: { 'shop/checkout-1/app/previous': [logLine(TAKEN, 'panic: no database')] },
};

describe('the first diagnosis', () => {
  it('keeps the evidence that the log has when a process that stood still comes late', async () => {
    const world = await anInvestigation({ cluster, bodies: [checkoutFires] });
    const other = { ...cluster, logs: { 'shop/checkout-1/app/previous': [logLine(TAKEN, 'of later')] } };
    const { reader } = createFakeCluster(other);
    const late: ClusterReader = {
      ...reader,
      async logs(...args) {
        await diagnoseIncident(world.deps, 'INC-7');
        return reader.logs(...args);
      },
    };

    await diagnoseIncident({ ...world.deps, clusters: { names: ['prod-eu1'], named: () => late } }, 'INC-7');

    expect(await world.facts('diagnosis.completed')).toHaveLength(1);
    expect([...world.evidence.kept.values()].join('\n')).toContain('panic: no database');
    expect([...world.evidence.kept.values()].join('\n')).not.toContain('of later');
  });

  it('reads the cluster once and appends what was found, with the evidence that will be gone', async () => {
    const world = await anInvestigation({ cluster, bodies: [checkoutFires] });

    await diagnoseIncident(world.deps, 'INC-7');

    const [done] = await world.facts('diagnosis.completed');
    expect(done).toMatchObject({ diagnosis: 1, why: 'opened', cluster: 'prod-eu1', firing: 1, tell: true });
    expect(done?.checks).toBeGreaterThan(0);
    expect(done?.looked).toMatchObject({ pods: 1, deployments: 1 });
    expect(world.cluster.asked.filter((each) => each.startsWith('view'))).toHaveLength(1);
    const [kept] = await world.facts('evidence.kept');
    expect(kept?.items.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['states', 'log-shop-checkout-1-app-previous', 'diagnosis-1']),
    );
    expect(world.evidence.kept.get('INC-7/log-shop-checkout-1-app-previous')).toContain('panic: no database');
    expect(world.evidence.kept.get('INC-7/states')).toContain('ended with 3');
  });

  it('runs once: a second job finds nothing to do', async () => {
    const world = await anInvestigation({ cluster, bodies: [checkoutFires] });
    await diagnoseIncident(world.deps, 'INC-7');
    await diagnoseIncident(world.deps, 'INC-7');

    expect(await world.facts('diagnosis.completed')).toHaveLength(1);
  });

  it('says why there is none, and tries again after a growing pause', async () => {
    const world = await anInvestigation({ cluster, bodies: [checkoutFires] });
    world.cluster.fails('view', 'away', 'connection refused');
    await diagnoseIncident(world.deps, 'INC-7');
    await diagnoseIncident(world.deps, 'INC-7');
    expect(await world.facts('diagnosis.failed')).toHaveLength(1);

    world.passes(30_000);
    await diagnoseIncident(world.deps, 'INC-7');
    const [first, second] = await world.facts('diagnosis.failed');
    expect(first?.sentence).toContain('prod-eu1 can’t be reached');
    expect((second?.retryAt ?? 0) - (first?.retryAt ?? 0)).toBe(MINUTE);
  });

  it('is not “no cause found” when nothing could be read: it says why, and tries again', async () => {
    const world = await anInvestigation({
      cluster: { ...cluster, forbidden: viewKinds },
      bodies: [checkoutFires],
    });
    await diagnoseIncident(world.deps, 'INC-7');

    const [failed] = await world.facts('diagnosis.failed');
    expect(failed?.sentence).toMatch(/^Nothing could be read in prod-eu1: Keyturn may not list/);
    expect(failed?.retryAt).not.toBeNull();
    expect(await world.facts('diagnosis.completed')).toEqual([]);

    const forbidden = viewKinds.filter((kind) => kind !== 'pods');
    const partly = await anInvestigation({ cluster: { ...cluster, forbidden }, bodies: [checkoutFires] });
    await diagnoseIncident(partly.deps, 'INC-7');
    expect(await partly.facts('diagnosis.completed')).toHaveLength(1);
  });

  it('says so when Keyturn itself fails, and tries again after a growing pause', async () => {
    const world = await anInvestigation({ cluster, bodies: [checkoutFires] });
    const reader = world.deps.clusters.named('prod-eu1');
    const view = async () => {
      throw new TypeError('nobody foresaw this');
    };
    const clusters = { names: ['prod-eu1'], named: () => reader && { ...reader, view } };

    await diagnoseIncident({ ...world.deps, clusters }, 'INC-7');

    const [failed] = await world.facts('diagnosis.failed');
    expect(failed?.sentence).toContain('Keyturn itself failed');
    expect(failed?.retryAt).toBeGreaterThan(world.deps.clock.now());
  });

  it('is left out where no cluster of the configuration is meant', async () => {
    const world = await anInvestigation({
      cluster: { ...cluster, name: 'prod-us1' },
      bodies: [checkoutFires],
    });
    await diagnoseIncident(world.deps, 'INC-7');
    expect(world.cluster.asked).toEqual([]);
  });
});

describe('a diagnosis that a person asks for', () => {
  const wants = (name: string) =>
    happened(
      {
        kind: 'diagnosis.asked',
        about: { resource: 'deploy', name, namespace: 'shop' },
        cluster: 'prod-eu1',
      },
      { by: BEN },
    );

  it('is about the object that they named', async () => {
    const world = await anInvestigation({ cluster, bodies: [wants('checkout')] });
    await diagnoseIncident(world.deps, 'INC-7');

    expect((await world.facts('diagnosis.completed'))[0]).toMatchObject({ why: 'asked', diagnosis: 1 });
    expect(world.evidence.kept.get('INC-7/diagnosis-1')).toContain('Subject: Deployment shop/checkout');
  });

  it('is answered in words when there is no such object, or the cluster is away; once', async () => {
    const world = await anInvestigation({ cluster, bodies: [wants('chekout')] });
    await diagnoseIncident(world.deps, 'INC-7');
    await diagnoseIncident(world.deps, 'INC-7');

    expect(await world.facts('diagnosis.failed')).toMatchObject([{ retryAt: null }]);
    expect((await world.incident()).notices).toMatchObject([
      { by: BEN, body: { kind: 'no-diagnosis', sentence: expect.stringContaining('Near: checkout') } },
    ]);
  });
});

const fiveFire = alertsChanged({ firing: 5, groups: 1 });

describe('what spreads', () => {
  it('is diagnosed again, and said only when the cause is another one', async () => {
    const world = await anInvestigation({ cluster, bodies: [checkoutFires] });
    await diagnoseIncident(world.deps, 'INC-7');
    await world.happens(fiveFire);
    await diagnoseIncident(world.deps, 'INC-7');
    expect(await world.facts('diagnosis.completed')).toHaveLength(1);

    world.passes(5 * MINUTE);
    await diagnoseIncident(world.deps, 'INC-7');
    expect((await world.facts('diagnosis.completed'))[1]).toMatchObject({
      why: 'grew',
      firing: 5,
      tell: false,
    });
    // The second one keeps its own evidence: what was seen first stays.
    expect([...world.evidence.kept.keys()]).toEqual(
      expect.arrayContaining(['INC-7/states', 'INC-7/states-2', 'INC-7/diagnosis-1', 'INC-7/diagnosis-2']),
    );
  });
});
