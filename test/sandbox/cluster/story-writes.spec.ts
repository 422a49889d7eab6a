import { describe, expect, it } from 'vitest';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { loadStory, storyNames } from '../../../sandbox/stories/load-story.ts';
import { clientOf } from './client.ts';

type Workload = {
  metadata: { namespace: string; name: string; generation?: number };
  spec: { replicas?: number };
};

const KINDS = ['deployments', 'statefulsets', 'daemonsets'];

describe('a story with controllers', () => {
  it.each(storyNames())(
    '%s stands still until somebody writes, and a label starts no rollout',
    async (name) => {
      const now = Date.now();
      const { objects, logs } = loadStory(name, { now });
      const cluster = await startCluster({ objects, logs, metrics: true, now: () => now });
      const admin = clientOf(cluster);
      const before = cluster.resourceVersion();
      cluster.settle();
      expect(cluster.resourceVersion()).toBe(before);

      const names = async (path: string) =>
        (await admin.get<{ items: Workload[] }>(path)).items.map(({ metadata }) => metadata.name);
      const sets = await names('/apis/apps/v1/replicasets');
      const pods = await names('/api/v1/pods');
      const failed: string[] = [];
      for (const kind of KINDS) {
        for (const { metadata } of (await admin.get<{ items: Workload[] }>(`/apis/apps/v1/${kind}`)).items) {
          const path = `/apis/apps/v1/namespaces/${metadata.namespace}/${kind}/${metadata.name}`;
          const { status, text } = await admin.send(path, {
            method: 'PATCH',
            body: { metadata: { labels: { looked: 'at' } } },
            type: 'application/merge-patch+json',
          });
          // The story of the dead webhook is that nothing can be written.
          if (name === 'dead-webhook' && text.includes('failed calling webhook')) continue;
          const generation = cluster.object({ kind: kindOf(kind), ...metadata })?.metadata.generation;
          if (status !== 200 || generation !== metadata.generation) failed.push(`${status} ${path}`);
        }
      }
      cluster.settle();

      expect(failed).toEqual([]);
      expect(await names('/apis/apps/v1/replicasets')).toEqual(sets);
      const left = await names('/api/v1/pods');
      expect(pods.filter((pod) => !left.includes(pod))).toEqual([]);
      await admin.close();
      await cluster.stop();
    },
  );
});

const kindOf = (resource: string): string =>
  ({ deployments: 'Deployment', statefulsets: 'StatefulSet' })[resource] ?? 'DaemonSet';
