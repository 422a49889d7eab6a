import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { objectsOf } from './cluster-world.ts';
import { largeCluster } from './large-cluster.ts';
import { startCluster } from './start-cluster.ts';

/**
 * The sandbox cluster as a process of its own: `node sandbox/cluster/main.ts [--nodes 500 --pods 5000] [file.yaml ...]`.
 * Prints one line of JSON when it serves: its url, uid and an administrator's kubeconfig. Each line that comes in is
 * answered with one about what it was asked so far: requests, bytes of the answers, TLS connections. It ends at
 * Ctrl-C, at SIGTERM, and when whoever started it is gone.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { nodes: { type: 'string' }, pods: { type: 'string' }, port: { type: 'string' } },
});

const large =
  values.nodes || values.pods
    ? largeCluster({ nodes: Number(values.nodes ?? 1), pods: Number(values.pods ?? 0) })
    : [];
const files = positionals.flatMap((file) => objectsOf(readFileSync(file, 'utf8')));
const cluster = await startCluster({
  objects: [...large, ...files],
  metrics: large.length > 0,
  port: Number(values.port ?? 0),
});

const stop = () => void cluster.stop().then(() => process.exit(0));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

const { url, uid } = cluster;
console.log(JSON.stringify({ url, uid, kubeconfig: cluster.kubeconfig() }));

createInterface({ input: process.stdin }).on('line', () => {
  const bytes = cluster.requests.reduce((sum, request) => sum + request.bytes, 0);
  const { requests, connections } = cluster;
  console.log(JSON.stringify({ requests: requests.length, bytes, connections: connections() }));
});
// A pipe ends with the process at its other end; a terminal does not.
if (!process.stdin.isTTY) process.stdin.once('end', stop).once('close', stop);
