import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import { largeCluster } from '../../../sandbox/cluster/large-cluster.ts';
import { type ClusterProcess, startClusterProcess } from '../../../sandbox/cluster/start-cluster-process.ts';

const countOf = (objects: readonly ClusterObject[], kind: string) =>
  objects.filter((object) => object.kind === kind).length;

describe('a large cluster', () => {
  const objects = largeCluster({ nodes: 50, pods: 503, now: Date.parse('2026-03-14T03:07:00Z') });

  it('has as many nodes and pods as it was asked for', () => {
    expect(countOf(objects, 'Node')).toBe(50);
    expect(countOf(objects, 'Pod')).toBe(503);
    expect(countOf(objects, 'Deployment')).toBe(101);
    expect(new Set(objects.map((o) => `${o.kind}/${o.metadata.namespace}/${o.metadata.name}`)).size).toBe(
      objects.length,
    );
  });

  it('has pods of a realistic size', () => {
    const sizes = objects.filter(({ kind }) => kind === 'Pod').map((pod) => JSON.stringify(pod).length);

    expect(Math.min(...sizes)).toBeGreaterThan(6000);
    expect(Math.max(...sizes)).toBeLessThan(10_000);
  });

  it('has owners that are there', () => {
    const uids = new Set(objects.map(({ metadata }) => metadata.uid));
    const owners = objects.flatMap(({ metadata }) => metadata.ownerReferences ?? []);

    expect(owners.length).toBeGreaterThan(503);
    expect(owners.filter(({ uid }) => !uids.has(uid))).toEqual([]);
  });
});

describe('a cluster in a process of its own', () => {
  let cluster: ClusterProcess;
  beforeAll(async () => {
    cluster = await startClusterProcess({ nodes: 20, pods: 100 });
  });
  afterAll(() => cluster.stop());

  it('answers with the kubeconfig that it gave', async () => {
    const config = parse(cluster.kubeconfig);
    const ca = Buffer.from(config.clusters[0].cluster['certificate-authority-data'], 'base64').toString();
    const dispatcher = new Agent({ connect: { ca } });

    const answer = await request(`${cluster.url}/api/v1/pods?limit=10`, {
      dispatcher,
      headers: { authorization: `Bearer ${config.users[0].user.token}` },
    });

    const list = (await answer.body.json()) as { items: unknown[]; metadata: object };
    expect(list.items).toHaveLength(10);
    expect(list.metadata).toMatchObject({ remainingItemCount: 90 });
    await dispatcher.close();
  });

  it('says what it was asked', async () => {
    const before = await cluster.asked();

    const answer = await fetchInsecurely(`${cluster.url}/version`);

    const { requests, bytes, connections } = await cluster.asked();
    expect(requests - before.requests).toBe(1);
    expect(bytes - before.bytes).toBe(Buffer.byteLength(answer));
    expect(connections - before.connections).toBe(1);
  });
});

/** With a connection of its own. */
async function fetchInsecurely(url: string): Promise<string> {
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
  const answer = await request(url, { dispatcher });
  const text = await answer.body.text();
  await dispatcher.close();
  return text;
}
