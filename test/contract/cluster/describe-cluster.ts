import { afterAll, beforeAll, describe, it } from 'vitest';
import type { ClusterUnderTest } from './cluster-under-test.ts';
import { startClusterUnderTest } from './start-cluster-under-test.ts';

export type Rule = (title: string, run: (cluster: ClusterUnderTest) => Promise<void>) => void;

/** A cluster has to pull images and to fail at it. */
const START_MS = 240_000;

/** Runs one group of cases on the cluster of this run. */
export function describeCluster(group: string, cases: (rule: Rule) => void): void {
  describe(group, () => {
    let cluster: ClusterUnderTest | undefined;
    beforeAll(async () => {
      cluster = await startClusterUnderTest();
    }, START_MS);
    afterAll(async () => {
      await cluster?.stop();
    });
    cases((title, run) => it(title, () => run(cluster as ClusterUnderTest)));
  });
}
