import { describe, expect, it } from 'vitest';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { loadStory, storyNames } from '../../../sandbox/stories/load-story.ts';
import { clientOf } from './client.ts';

const FORMS = ['Table', 'PartialObjectMetadataList'].map(
  (as) => `application/json;as=${as};v=v1;g=meta.k8s.io`,
);

type Groups = {
  items: {
    metadata: { name?: string };
    versions: { version: string; resources: { resource: string; verbs: string[] }[] }[];
  }[];
};

describe('a story in the sandbox cluster', () => {
  it.each(storyNames())('%s is shown in every form, whatever kinds it has', async (name) => {
    const now = Date.now();
    const { objects, logs } = loadStory(name, { now });
    const cluster = await startCluster({ objects, logs, metrics: true, now: () => now });
    const admin = clientOf(cluster);
    const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    const groups = [
      await admin.get<Groups>('/api', aggregated),
      await admin.get<Groups>('/apis', aggregated),
    ];
    const paths = groups
      .flatMap(({ items }) => items)
      .flatMap(({ metadata, versions }) =>
        versions.flatMap(({ version, resources }) =>
          resources
            .filter(({ verbs }) => verbs.includes('list'))
            .map(
              ({ resource }) => `${metadata.name ? `/apis/${metadata.name}` : '/api'}/${version}/${resource}`,
            ),
        ),
      );

    const failed = [];
    for (const path of paths) {
      for (const accept of ['application/json', ...FORMS]) {
        const { status } = await admin.send(path, { accept });
        if (status !== 200) failed.push(`${status} ${path} ${accept}`);
      }
    }

    expect(paths.length).toBeGreaterThan(60);
    expect(failed).toEqual([]);
    await admin.close();
    await cluster.stop();
  });
});
