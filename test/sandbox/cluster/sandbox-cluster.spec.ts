import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { type Client, clientOf } from './client.ts';

type List = {
  metadata: { resourceVersion: string; continue?: string };
  items: { metadata: { name: string } }[];
};

const configMap = (name: string, data: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data,
});

const CONFIG_MAPS = '/api/v1/namespaces/shop/configmaps';
const names = ({ items }: List) => items.map(({ metadata }) => metadata.name);

let cluster: SandboxCluster;
let admin: Client;

beforeEach(async () => {
  cluster = await startCluster();
  admin = clientOf(cluster);
});
afterEach(async () => {
  await admin.close();
  await cluster.stop();
});

describe('the sandbox cluster', () => {
  it('is known by the uid of kube-system', async () => {
    const { metadata } = await admin.get<{ metadata: { uid: string } }>('/api/v1/namespaces/kube-system');

    expect(metadata.uid).toBe(cluster.uid);
    expect(cluster.uid).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keeps uid and creation time of an object that is applied again, and counts its version up', () => {
    cluster.apply([configMap('a', { x: '1' })]);
    const first = cluster.object({ kind: 'ConfigMap', namespace: 'shop', name: 'a' });

    cluster.apply([configMap('a', { x: '2' })]);
    const second = cluster.object({ kind: 'ConfigMap', namespace: 'shop', name: 'a' });

    expect(second?.data).toEqual({ x: '2' });
    expect(second?.metadata.uid).toBe(first?.metadata.uid);
    expect(second?.metadata.creationTimestamp).toBe(first?.metadata.creationTimestamp);
    expect(Number(second?.metadata.resourceVersion)).toBeGreaterThan(Number(first?.metadata.resourceVersion));
  });

  it('takes YAML, and Lists in it', async () => {
    cluster.apply(`
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: shop } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: b, namespace: shop }
`);

    expect(names(await admin.get<List>(CONFIG_MAPS))).toEqual(['a', 'b']);
  });

  it('forgets what is removed', async () => {
    cluster.apply([configMap('a')]);

    expect(cluster.remove({ kind: 'ConfigMap', namespace: 'shop', name: 'a' })).toBe(true);

    expect((await admin.send(`${CONFIG_MAPS}/a`)).status).toBe(404);
    expect(cluster.remove({ kind: 'ConfigMap', namespace: 'shop', name: 'a' })).toBe(false);
  });

  it('refuses a kind that nothing defines', () => {
    const thing = { apiVersion: 'nothere.example/v1', kind: 'Thing', metadata: { name: 'x' } };

    expect(() => cluster.apply([thing])).toThrow('apply its CustomResourceDefinition first');
  });

  it('reads the pages of a list as it was at the first, whatever is written in between', async () => {
    cluster.apply(['a', 'b', 'c', 'd'].map((name) => configMap(name)));
    const first = await admin.get<List>(`${CONFIG_MAPS}?limit=2`);

    cluster.remove({ kind: 'ConfigMap', namespace: 'shop', name: 'd' });
    cluster.apply([configMap('bb')]);
    const second = await admin.get<List>(`${CONFIG_MAPS}?limit=2&continue=${first.metadata.continue}`);

    expect([first, second].map(names)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(second.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
    expect(names(await admin.get<List>(CONFIG_MAPS))).toEqual(['a', 'b', 'bb', 'c']);
  });

  it('keeps a record of each request: who asked for what, and what came back', async () => {
    const heard: string[] = [];
    const stopListening = cluster.onRequest(({ path }) => heard.push(path));

    await admin.send(`${CONFIG_MAPS}?limit=5`);
    stopListening();
    await admin.send('/version');

    expect(cluster.requests[0]).toMatchObject({
      method: 'GET',
      path: `${CONFIG_MAPS}?limit=5`,
      verb: 'list',
      group: '',
      resource: 'configmaps',
      subresource: '',
      namespace: 'shop',
      user: 'admin',
      status: 200,
    });
    expect(cluster.requests[0]?.bytes).toBeGreaterThan(50);
    expect(heard).toEqual([`${CONFIG_MAPS}?limit=5`]);
  });

  it('counts the TLS connections, not the requests', async () => {
    for (let time = 0; time < 5; time += 1) await admin.send('/version');

    expect(cluster.connections()).toBe(1);
  });

  it('is not trusted without the authority that its kubeconfig names', async () => {
    const config = parse(cluster.kubeconfig());

    await expect(fetch(`${config.clusters[0].cluster.server}/version`)).rejects.toThrow('fetch failed');
  });

  it('serves metrics only when asked to, and takes their objects always', async () => {
    const metrics = {
      apiVersion: 'metrics.k8s.io/v1beta1',
      kind: 'NodeMetrics',
      metadata: { name: 'node-1' },
      usage: { cpu: '1', memory: '1Gi' },
    };
    const measured = await startCluster({ metrics: true, objects: [metrics] });
    const client = clientOf(measured);
    cluster.apply([metrics]);

    const path = '/apis/metrics.k8s.io/v1beta1/nodes';
    expect((await admin.send(path)).status).toBe(404);
    expect(await client.get(path)).toMatchObject({
      kind: 'NodeMetricsList',
      items: [{ usage: { cpu: '1' } }],
    });
    await client.close();
    await measured.stop();
  });

  it('says honestly what it does not do', async () => {
    const { status, text } = await admin.send(`${CONFIG_MAPS}?watch=1`);

    expect(status).toBe(501);
    expect(JSON.parse(text).message).toBe('the sandbox cluster does not watch configmaps');
  });

  it('survives what it can not print, and a path that is no path', async () => {
    cluster.apply([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop' } }]);
    const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';

    const broken = await admin.send('/api/v1/namespaces/shop/pods', { accept: table });
    const odd = await admin.send('/api/v1/namespaces/%E0%A4%A/pods');

    expect(broken.status).toBe(500);
    expect(broken.text).toContain('the sandbox cluster broke: TypeError');
    expect(odd.status).toBe(200);
    expect((await admin.send('/version')).status).toBe(200);
  });
});
