import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../../sandbox/process/free-port.ts';
import { startProcess } from '../../../sandbox/process/start-process.ts';
import { untilReady } from '../../../sandbox/process/until-ready.ts';
import { answersPing } from '../../../sandbox/redis/answers-ping.ts';
import { findStartableRedis } from '../../../sandbox/redis/find-redis.ts';
import { redisProcess } from '../../../sandbox/redis/redis-process.ts';

/** A Redis Cluster of one node that owns all slots: it refuses whatever would touch two slots at once. */
export async function startCluster(): Promise<{ url: string; stop(): Promise<void> }> {
  const program = await findStartableRedis(() => undefined);
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-cluster-'));
  const port = await freePort();
  const spec = redisProcess(program, { port, dir, appendfsync: 'no' });
  const cluster = [
    ...['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'],
    // The bus port would be the port plus 10,000, which may not exist; one node has nobody to talk to.
    ...['--cluster-announce-port', String(port), '--cluster-port', String(await freePort())],
  ];
  const server = await startProcess({ ...spec, args: [...spec.args, ...cluster], removeWhenOrphaned: dir });
  await untilReady('Redis Cluster', server, () => answersPing(port));
  const node = new Redis({ host: '127.0.0.1', port });
  await node.cluster('ADDSLOTSRANGE', 0, 16_383);
  while (!String(await node.cluster('INFO')).includes('cluster_state:ok')) await Promise.resolve();
  node.disconnect();
  return {
    url: `redis-cluster://127.0.0.1:${port}`,
    async stop() {
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
