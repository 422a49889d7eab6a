import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { type Client, clientOf } from './client.ts';

const OBJECTS = `
apiVersion: v1
kind: ConfigMap
metadata: { name: one, namespace: default }
data: { a: '1' }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: patcher, namespace: default }
rules: [{ apiGroups: [''], resources: [configmaps], verbs: [get, patch] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: patcher, namespace: default }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: patcher }
subjects: [{ kind: User, name: ana, apiGroup: rbac.authorization.k8s.io }]
`;

const PATH = '/api/v1/namespaces/default/configmaps/one';
const MERGE = 'application/merge-patch+json';

describe('writes', () => {
  let cluster: SandboxCluster;
  let client: Client;
  beforeEach(async () => {
    cluster = await startCluster();
    cluster.apply(OBJECTS);
    client = clientOf(cluster, 'ana');
  });
  afterEach(async () => {
    await client.close();
    await cluster.stop();
  });

  const patch = (body: object, query = '') =>
    client.send(`${PATH}${query}`, { method: 'PATCH', body, type: MERGE });
  const data = () => cluster.object({ kind: 'ConfigMap', name: 'one' })?.data;

  it('are allowed by the roles of their verb, and by no other', async () => {
    expect((await patch({ data: { a: '2' } })).status).toBe(200);

    const refused = await client.send(PATH, { method: 'DELETE' });

    expect(refused.status).toBe(403);
    expect(JSON.parse(refused.text).message).toContain('User "ana" cannot delete resource "configmaps"');
    expect(data()).toEqual({ a: '2' });
  });

  it('are recorded with their manager, and whether they were dry', async () => {
    await patch({ data: { a: '2' } }, '?fieldManager=keyturn&dryRun=All');
    await patch({ data: { a: '2' } }, '?fieldManager=keyturn');

    const { requests } = cluster;

    expect(requests.map(({ fieldManager, dryRun }) => [fieldManager, dryRun])).toEqual([
      ['keyturn', true],
      ['keyturn', false],
    ]);
  });

  it('may have happened though the connection was cut before the answer', async () => {
    cluster.faults.add({ kind: 'cut', when: 'committed', verb: 'patch', times: 1 });

    await expect(patch({ data: { a: '2' } })).rejects.toThrow();

    expect(data()).toEqual({ a: '2' });
    expect(cluster.requests.at(-1)).toMatchObject({ verb: 'patch', status: 0 });
  });

  it('have not happened when the connection was cut at once', async () => {
    cluster.faults.add({ kind: 'cut', verb: 'patch', times: 1 });

    await expect(patch({ data: { a: '2' } })).rejects.toThrow();

    expect(data()).toEqual({ a: '1' });
  });

  it('may have happened though no answer ever comes', async () => {
    cluster.faults.add({ kind: 'hang', committed: true, verb: 'patch', times: 1 });

    await expect(patch({ data: { a: '2' } })).rejects.toThrow();

    expect(data()).toEqual({ a: '2' });
  });

  it('of an object that was loaded bare change what they say, and nothing else', async () => {
    const spec = {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'a' }] } },
    };
    const metadata = { name: 'web', namespace: 'default', generation: 1 };
    cluster.apply([{ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec, status: { replicas: 2 } }]);
    const admin = clientOf(cluster);
    await admin.send('/apis/apps/v1/namespaces/default/deployments/web', {
      method: 'PATCH',
      body: { spec: { replicas: 3 } },
      type: MERGE,
    });
    await admin.close();

    expect(cluster.object({ kind: 'Deployment', name: 'web' })).toMatchObject({
      metadata: { generation: 2 },
    });
    expect(cluster.object({ kind: 'Deployment', name: 'web' })?.spec).toEqual({ ...spec, replicas: 3 });
  });

  it('are acted upon by themselves where controllers run, as fast as they are told', async () => {
    const running = await startCluster({ controllers: { speed: 100 } });
    running.apply([
      { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' }, status: {} },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'new', namespace: 'default' },
        spec: { containers: [{ name: 'app', image: 'a' }] },
      },
    ]);
    const phase = () =>
      (running.object({ kind: 'Pod', name: 'new' })?.status as { phase?: string } | undefined)?.phase;

    await vi.waitFor(() => expect(phase()).toBe('Running'), { timeout: 60_000 });

    await running.stop();
  });

  it('leave a story alone that nobody wrote to, also when controllers run', async () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'stuck', namespace: 'default' },
      spec: { nodeName: 'gone', containers: [{ name: 'app', image: 'a' }] },
      status: { phase: 'Running' },
    };
    cluster.apply([pod]);
    const before = cluster.resourceVersion();

    cluster.settle();

    expect(cluster.resourceVersion()).toBe(before);
  });
});
