import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'undici';
import { parse } from 'yaml';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';
import { objectsOf } from '../../../sandbox/cluster/cluster-world.ts';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { createClusterAccess } from '../../../src/integrations/kubernetes/cluster-access.ts';
import type { ClusterUnderTest, Stock } from './cluster-under-test.ts';
import { sendRequest } from './send-request.ts';

const NAMESPACE = 'keyturn-contract';

const objectsIn = (file: string): ClusterObject[] =>
  objectsOf(readFileSync(new URL(file, import.meta.url), 'utf8')).map((object) => ({
    ...object,
    metadata: { ...object.metadata, namespace: NAMESPACE },
  }));

/** The sandbox, with what a real cluster would have made of the same objects. */
export async function startSandbox(stock: Stock): Promise<ClusterUnderTest> {
  const cluster = await startCluster();
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-contract-'));
  const file = join(folder, 'config');
  await writeFile(file, cluster.kubeconfig());
  cluster.apply([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE }, status: { phase: 'Active' } },
    ...['node-1', 'node-2'].map((name) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    })),
  ]);
  if (stock === 'prepared') {
    cluster.apply(objectsIn('prepared.yaml'));
    cluster.apply(objectsIn('settled.yaml'));
  }
  const config = parse(cluster.kubeconfig());
  const ca = Buffer.from(config.clusters[0].cluster['certificate-authority-data'], 'base64').toString();
  const dispatcher = new Agent({ connect: { ca } });
  const headers = { authorization: `Bearer ${config.users[0].user.token}` };
  const { url } = cluster;
  return {
    name: 'sandbox',
    namespace: NAMESPACE,
    access: createClusterAccess({ kind: 'kubeconfig', file, context: null }),
    send: (path, sent) => sendRequest({ url, dispatcher, headers }, path, sent),
    sendUnknown: (path) =>
      sendRequest({ url, dispatcher, headers: { authorization: 'Bearer nobody-issued-this' } }, path),
    async until(done) {
      cluster.settle();
      if (!(await done())) throw new Error('The sandbox came to rest, and it is not so.');
    },
    async stop() {
      await dispatcher.close();
      await cluster.stop();
      await rm(folder, { recursive: true });
    },
  };
}
