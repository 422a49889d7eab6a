import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterOptions, SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { createClusterAccess } from '../../../src/integrations/kubernetes/cluster-access.ts';
import { createJsonDoor, type JsonDoor } from '../../../src/integrations/kubernetes/json-door.ts';
import { systemClock } from '../../../src/integrations/system/system-clock.ts';

/** A sandbox cluster, and doors to it for whoever asks. */
export type AskedCluster = {
  readonly cluster: SandboxCluster;
  /** A kubeconfig file of this user. */
  kubeconfigOf(user?: string): Promise<string>;
  doorOf(user?: string): Promise<JsonDoor>;
  stop(): Promise<void>;
};

export async function startAskedCluster(options: ClusterOptions = {}): Promise<AskedCluster> {
  const cluster = await startCluster(options);
  const directory = await mkdtemp(join(tmpdir(), 'keyturn-cluster-'));
  const doors: JsonDoor[] = [];
  let files = 0;
  const kubeconfigOf = async (user?: string) => {
    const file = join(directory, `kubeconfig-${files++}`);
    await writeFile(file, cluster.kubeconfig(user));
    return file;
  };
  return {
    cluster,
    kubeconfigOf,
    async doorOf(user) {
      const file = await kubeconfigOf(user);
      const access = createClusterAccess({ kind: 'kubeconfig', file, context: null });
      const door = createJsonDoor({ access, clock: systemClock, version: '1.2.3' });
      doors.push(door);
      return door;
    },
    async stop() {
      await Promise.all(doors.map((door) => door.close()));
      await cluster.stop();
      await rm(directory, { recursive: true });
    },
  };
}

/** A moment so far away from now that a test does not meet it. */
export const soon = (): number => Date.now() + 20_000;
