import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import type { PlannedRequest } from '../../../src/domain/action/planned-request.ts';
import type { Json, JsonObject } from '../../../src/domain/json.ts';
import { createClusterAccess } from '../../../src/integrations/kubernetes/cluster-access.ts';
import {
  createRehearsal,
  type OpenRehearsal,
} from '../../../src/integrations/kubernetes/create-rehearsal.ts';
import { createWriter, type OpenWriter } from '../../../src/integrations/kubernetes/create-writer.ts';
import { systemClock } from '../../../src/integrations/system/system-clock.ts';
import { theObject } from '../../sandbox/cluster/captured.ts';
import { type AskedCluster, soon, startAskedCluster } from './asked-cluster.ts';
import { failureOf, token } from './changed-stand-in.ts';

const web = theObject('0701-restart-strategic');
const pod = theObject('0438-pod-running-ready');
const node = theObject('0467-node-ready-real');
const tick = theObject('1133-cronjob-suspended');
const namespaces = ['shop', String(pod.metadata.namespace), String(tick.metadata.namespace)];

const refOf = ({ kind, metadata: { namespace, name } }: ClusterObject) => ({
  ...{ kind, name },
  ...(namespace === undefined ? {} : { namespace }),
});
const podPath = `/api/v1/namespaces/${pod.metadata.namespace}/pods/${pod.metadata.name}`;
const webPath = '/apis/apps/v1/namespaces/shop/deployments/web';

const patch = (path: string, body: Json): PlannedRequest => ({
  ...{ method: 'PATCH', path, contentType: 'application/merge-patch+json', body },
});

let asked: AskedCluster;
let rehearsal: OpenRehearsal;
let writer: OpenWriter;
beforeAll(async () => {
  asked = await startAskedCluster({
    objects: [
      ...[...new Set(namespaces)].map((name) => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      })),
      ...[web, pod, node, tick],
    ],
  });
  const access = createClusterAccess({ kind: 'kubeconfig', file: await asked.kubeconfigOf(), context: null });
  const deps = { access, clock: systemClock, version: '1.2.3' };
  [rehearsal, writer] = [createRehearsal(deps), createWriter(deps)];
});
afterEach(() => asked.cluster.faults.clear());
afterAll(async () => {
  await Promise.all([rehearsal.close(), writer.close()]);
  await asked.stop();
});

const uidOf = (object: ClusterObject) => String(asked.cluster.object(refOf(object))?.metadata.uid);
const podRemoval = () => ({ preconditions: { uid: uidOf(pod) } });

/** Each with the object that it changes. */
const changes = (): readonly (readonly [ClusterObject, PlannedRequest])[] => [
  [web, patch(webPath, { spec: { template: { metadata: { annotations: { restartedAt: 'now' } } } } })],
  [web, patch(`${webPath}/scale`, { spec: { replicas: 7 } })],
  [node, patch(`/api/v1/nodes/${node.metadata.name}`, { spec: { unschedulable: true } })],
  [
    tick,
    patch(`/apis/batch/v1/namespaces/${tick.metadata.namespace}/cronjobs/${tick.metadata.name}`, {
      spec: { suspend: false },
    }),
  ],
  [pod, patch(podPath, { metadata: { labels: { quarantine: 'yes' } } })],
  [
    pod,
    {
      method: 'POST',
      path: `${podPath}/eviction`,
      contentType: 'application/json',
      body: {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: pod.metadata.name, namespace: String(pod.metadata.namespace) },
        deleteOptions: podRemoval(),
      },
    },
  ],
  [pod, { method: 'DELETE', path: podPath, contentType: 'application/json', body: podRemoval() }],
];

/** What somebody asked for; statuses and versions may move by themselves. */
const wanted = (object: ClusterObject) => {
  const { metadata, spec } = asked.cluster.object(refOf(object)) as ClusterObject & { spec?: unknown };
  const { uid, generation, labels, deletionTimestamp } = metadata;
  return { uid, generation, labels, deletionTimestamp, spec };
};
const everything = () => [web, pod, node, tick].map(wanted);
const generation = () => Number(wanted(web).generation);

describe('in a cluster', () => {
  it('a rehearsal of anything leaves everything as it was, and shows what would be', async () => {
    const before = everything();
    const answers: JsonObject[] = [];

    for (const [, request] of changes()) answers.push((await rehearsal.rehearse(request, soon())).answer);

    expect(answers.map(({ kind }) => kind)).toEqual([
      'Deployment',
      'Scale',
      'Node',
      'CronJob',
      'Pod',
      'Status',
      'Pod',
    ]);
    expect(answers[1]).toMatchObject({ spec: { replicas: 7 } });
    expect(everything()).toEqual(before);
  });

  it('an object is read whole, with what the reader leaves out', async () => {
    const deployments = {
      ...{ group: 'apps', version: 'v1', name: 'deployments', singular: 'deployment', kind: 'Deployment' },
      ...{ shortNames: [], namespaced: true, verbs: ['get'] },
    };

    const read = await rehearsal.read({ resource: deployments, namespace: 'shop', name: 'web' }, soon());

    expect(read).toEqual(asked.cluster.object(refOf(web)));
    expect(JSON.stringify(read)).toContain('last-applied-configuration');
  });

  it('a change happens, and the cluster knows by whom', async () => {
    const before = asked.cluster.requests.length;
    const scale = patch(`${webPath}/scale`, { spec: { replicas: 5 } });

    await writer.write(token('INC-7/3'), scale, soon());

    const after = asked.cluster.object(refOf(web)) as unknown as {
      spec: { replicas: number };
      metadata: { managedFields: { manager: string }[] };
    };
    expect(after.spec.replicas).toBe(5);
    expect(after.metadata.managedFields.map(({ manager }) => manager)).toContain('keyturn');
    expect(asked.cluster.requests.slice(before)).toMatchObject([
      { verb: 'patch', subresource: 'scale', userAgent: 'keyturn/1.2.3 (INC-7/3)', fieldManager: 'keyturn' },
    ]);
  });

  it.each(['after-headers', 'in-body'] as const)(
    'a change happened once when the connection was cut %s, and nobody says that it did not',
    async (when) => {
      const [before, old] = [asked.cluster.requests.length, generation()];
      asked.cluster.faults.add({ kind: 'cut', when, verb: 'patch' });
      const replicas = when === 'in-body' ? 3 : 2;

      const found = await failureOf(writer.write(token(), patch(webPath, { spec: { replicas } }), soon()));

      expect([found.kind, found.detail]).toEqual(['away', 'the connection was cut']);
      expect(asked.cluster.object(refOf(web))).toMatchObject({ spec: { replicas } });
      expect(asked.cluster.requests.slice(before)).toHaveLength(1);
      expect(generation()).toBe(old + 1);
    },
  );

  it('a change that was cut before anything happened is told just the same, since nobody can know', async () => {
    const old = generation();
    asked.cluster.faults.add({ kind: 'cut', when: 'before', verb: 'patch' });

    expect(
      (await failureOf(writer.write(token(), patch(webPath, { spec: { replicas: 9 } }), soon()))).kind,
    ).toBe('away');
    expect(generation()).toBe(old);
  });

  it.each([
    [{ kind: 'too-many-requests', retryAfter: 0 } as const, 'busy'],
    [{ kind: 'server-error' } as const, 'broken'],
    [{ kind: 'unavailable' } as const, 'broken'],
    [{ kind: 'unauthorized' } as const, 'unauthorized'],
    [{ kind: 'forbidden' } as const, 'forbidden'],
  ])('a fault %o is met once, and is %s', async (fault, kind) => {
    const before = asked.cluster.requests.length;
    asked.cluster.faults.add({ ...fault, times: 1 });

    expect(
      (await failureOf(writer.write(token(), patch(webPath, { spec: { replicas: 9 } }), soon()))).kind,
    ).toBe(kind);
    expect(asked.cluster.requests.slice(before)).toHaveLength(1);
  });

  it('a pod that was made again under the same name is not taken away for the other', async () => {
    const [stale] = changes().slice(-1);
    const request = stale?.[1] as PlannedRequest;
    const body = { preconditions: { uid: '00000000-0000-4000-8000-000000000000' } };

    const found = await failureOf(writer.write(token(), { ...request, body }, soon()));

    expect([found.kind, found.status]).toEqual(['refused', 409]);
    expect(asked.cluster.object(refOf(pod))?.metadata.deletionTimestamp).toBeUndefined();
  });

  it('a pod goes when its own uid is given', async () => {
    const [last] = changes().slice(-1);

    const answer = await writer.write(token(), last?.[1] as PlannedRequest, soon());

    expect(answer).toMatchObject({ kind: 'Pod', metadata: { deletionTimestamp: expect.any(String) } });
  });
});
