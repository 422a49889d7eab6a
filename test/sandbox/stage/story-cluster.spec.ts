import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type StoryCluster, startStoryCluster } from '../../../sandbox/stage/story-cluster.ts';
import { viewKinds } from '../../../src/diagnosis/view-kinds.ts';
import { createClusters } from '../../../src/integrations/kubernetes/create-clusters.ts';

let played: StoryCluster | undefined;
afterEach(() => played?.stop());

const start = async (story: string): Promise<StoryCluster> => {
  played = await startStoryCluster(story);
  return played;
};

const soon = () => Date.now() + 30_000;

describe('the cluster of a story', () => {
  it('is read by somebody who can do no harm, and who sees all that a diagnosis wants', async () => {
    const { access } = await start('latest-tag');
    const clusters = createClusters(
      [
        {
          name: access.name,
          access: { kind: 'kubeconfig', file: access.kubeconfig, context: null },
          namespaces: null,
          deny: [],
        },
      ],
      { clock: { now: Date.now }, version: 'test' },
    );
    const reader = clusters.named(access.name);

    const harmlessness = await reader?.harmlessness(soon());
    const view = await reader?.view({ kinds: viewKinds, namespaces: null }, soon());
    await clusters.close();

    expect(harmlessness).toMatchObject({ harms: [], incomplete: [] });
    expect(view?.gaps).toEqual([]);
  });

  it('becomes another story’s at the same address, and nothing is left of the one before', async () => {
    const { cluster, access, play, story } = await start('latest-tag');
    const kubeconfig = readFileSync(access.kubeconfig, 'utf8');
    const catalog = { kind: 'Pod', namespace: 'shop', name: 'catalog-6fd8c9b745-cxkdc' };
    const calico = { kind: 'DaemonSet', namespace: 'calico-system', name: 'calico-node' };
    expect(cluster.object(catalog)).toBeDefined();
    expect(cluster.object(calico)).toBeUndefined();

    play('calico-on-eks');

    expect(story().name).toBe('calico-on-eks');
    expect(cluster.object(catalog)).toBeUndefined();
    expect(cluster.object(calico)).toBeDefined();
    expect(kubeconfig).toContain(cluster.url);
    play('latest-tag');
    expect(cluster.object(catalog)).toBeDefined();
    expect(cluster.object(calico)).toBeUndefined();
  });

  it('is refused for a story that there is not, with the names of all', async () => {
    await expect(startStoryCluster('latest-tags')).rejects.toThrow(
      /no story latest-tags; there are bad-rollout,/,
    );
  });
});
