import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { startClusterUnderTest } from './start-cluster-under-test.ts';

const MODE = 'cluster';

describe('the cluster that the contract suite is run on', () => {
  it('is the sandbox in every other run, whatever the environment says', async () => {
    const cluster = await startClusterUnderTest('prepared', {
      MODE: 'test',
      KUBECONFIG: '/not/there',
      KEYTURN_TEST_CONTEXT: 'production',
    });

    expect(cluster.name).toBe('sandbox');
    await cluster.stop();
  });

  it('is never guessed when only half of it is named', async () => {
    const halves = [{ KUBECONFIG: '/some/file' }, { KEYTURN_TEST_CONTEXT: 'production' }];

    for (const half of halves) {
      await expect(startClusterUnderTest('prepared', { MODE, ...half })).rejects.toThrow(/is given without/);
    }
  });

  it('is not another context of the same file', async () => {
    const sandbox = await startCluster();
    const folder = await mkdtemp(join(tmpdir(), 'keyturn-contract-'));
    const KUBECONFIG = join(folder, 'config');
    await writeFile(KUBECONFIG, sandbox.kubeconfig());

    const started = startClusterUnderTest('prepared', { MODE, KUBECONFIG, KEYTURN_TEST_CONTEXT: 'test' });

    await expect(started).rejects.toThrow('KUBECONFIG has no context test. It has: sandbox.');
    expect(sandbox.requests).toEqual([]);
    await sandbox.stop();
    await rm(folder, { recursive: true });
  });
});
