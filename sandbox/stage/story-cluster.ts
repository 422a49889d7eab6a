import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterObject } from '../cluster/cluster-object.ts';
import type { SandboxCluster } from '../cluster/sandbox-cluster.ts';
import { startCluster } from '../cluster/start-cluster.ts';
import { type LoadedStory, loadStory } from '../stories/load-story.ts';
import type { Story } from '../stories/story.ts';
import { EXECUTOR, executorObjects } from './executor.ts';
import { READER, readerObjects } from './reader.ts';

/** The story that is played unless another is named. */
export const DEFAULT_STORY = 'latest-tag';

/** How the alerts of all stories call their cluster. */
const NAME = 'prod-eu1';

/** The kubeconfig files of a cluster: one that can only read, and one for the executor. */
export type ClusterFiles = { readonly name: string; readonly kubeconfig: string; readonly executor: string };

/** A cluster in which a story has just happened, and how the bot reaches it. */
export type StoryCluster = {
  readonly cluster: SandboxCluster;
  /** As the bot's settings name it. */
  readonly access: ClusterFiles;
  /** The story as it is now; its times are of when it was begun. */
  story(): Story;
  /** Makes the cluster another story's, at the same address; the same story begins anew. Throws for an unknown name. */
  play(name: string): Story;
  stop(): Promise<void>;
};

/** Starts a cluster with this story in it. Throws a sentence with all names when there is no such story. */
export async function startStoryCluster(name: string): Promise<StoryCluster> {
  let now = loadStory(name, { now: Date.now() });
  const { objects, logs } = now;
  const cluster = await startCluster({
    objects: [...objects, ...readerObjects(), ...executorObjects()],
    logs,
    metrics: true,
    // Nothing moves until somebody acts; then pods come up as fast as a demo wants them.
    controllers: { speed: 5 },
  });
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-cluster-'));
  const kubeconfig = join(dir, `${NAME}.yaml`);
  const executor = join(dir, `${NAME}-executor.yaml`);
  await writeFile(kubeconfig, cluster.kubeconfig(READER), { mode: 0o600 });
  await writeFile(executor, cluster.kubeconfig(EXECUTOR), { mode: 0o600 });
  return {
    cluster,
    access: { name: NAME, kubeconfig, executor },
    story: () => now.story,
    play(other) {
      const next = loadStory(other, { now: Date.now() });
      change(cluster, now, next);
      now = next;
      return next.story;
    },
    async stop() {
      await cluster.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** What only the story before had goes first, custom objects before their definitions. */
function change(cluster: SandboxCluster, before: LoadedStory, next: LoadedStory): void {
  const kept = new Set(next.objects.map(keyOf));
  const gone = before.objects.filter((object) => !kept.has(keyOf(object)));
  const isDefinition = ({ kind }: ClusterObject): boolean => kind === 'CustomResourceDefinition';
  for (const { apiVersion, kind, metadata } of gone.toSorted((a, b) => +isDefinition(a) - +isDefinition(b))) {
    const { name, namespace } = metadata;
    cluster.remove({ apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) });
  }
  cluster.apply(next.objects);
  for (const log of next.logs) cluster.setLog(log);
}

const keyOf = ({ apiVersion, kind, metadata }: ClusterObject): string =>
  [apiVersion.split('/')[0], kind, metadata.namespace ?? '', metadata.name].join('/');
