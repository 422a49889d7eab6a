import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ClusterOptions, SandboxCluster } from '../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../sandbox/cluster/start-cluster.ts';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import { READER, readerObjects } from '../../sandbox/stage/reader.ts';
import { loadStory } from '../../sandbox/stories/load-story.ts';
import type { Story } from '../../sandbox/stories/story.ts';
import type { Room } from './room.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

/** A cluster that the bot of a test reads, and how its settings name it. */
export type ReadCluster = {
  readonly cluster: SandboxCluster;
  readonly setting: { readonly name: string; readonly kubeconfig: string };
};

/** Starts a cluster, and writes the kubeconfig of who may read it by the shipped roles. */
export async function openReadCluster(
  name: string,
  options: ClusterOptions = {},
): Promise<ReadCluster & { stop(): Promise<void> }> {
  const objects = [...(options.objects ?? []), ...readerObjects()];
  const cluster = await startCluster({ ...options, objects });
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-cluster-'));
  const kubeconfig = join(dir, `${name}.yaml`);
  await writeFile(kubeconfig, cluster.kubeconfig(READER));
  return {
    cluster,
    setting: { name, kubeconfig },
    async stop() {
      await cluster.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The same, until the test ends; not for tests that run side by side. */
export async function startReadCluster(name: string, options?: ClusterOptions): Promise<ReadCluster> {
  const opened = await openReadCluster(name, options);
  onTestFinished(opened.stop);
  return opened;
}

/** Who asks what in an incident's channel. */
export type AskingWorld = World & {
  readonly cluster: SandboxCluster;
  readonly story: Story;
  /** The story's first. */
  readonly alert: Story['alerts'][number];
  /** Fires the story's first alert; the channel of the incident once its card is there. */
  opens(labels?: Readonly<Record<string, string>>): Promise<Room>;
  /** Fires it, and nothing more. */
  fires(labels?: Readonly<Record<string, string>>): Promise<number>;
  /** Types `/incident` and this after it, as ana unless somebody else does. */
  asks(room: Room, text: string, who?: string): Promise<void>;
};

export type AskingOptions = Omit<WorldOptions, 'settings'> & {
  readonly story?: string;
  /** More settings, besides the cluster's. */
  readonly settings?: (slack: SandboxSlack) => object;
};

/** A bot that reads a cluster in which a story has happened, called prod-eu1 as in the story's alerts. */
export async function startAskingWorld({
  story: name = 'latest-tag',
  settings,
  ...options
}: AskingOptions = {}): Promise<AskingWorld> {
  const { story, objects, logs } = loadStory(name, { now: Date.now() });
  const { cluster, setting } = await startReadCluster('prod-eu1', { objects, logs, metrics: true });
  const world = await startWorld({
    ...options,
    settings: (slack) => ({ clusters: [setting], ...invited(slack), ...settings?.(slack) }),
  });
  return { ...world, ...asking(world, story), cluster, story };
}

/** Who is in every incident's channel, and so can type in it. */
export const invited = (slack: SandboxSlack): object => ({
  responders: [{ users: ['ana', 'ben'].map((name) => slack.member(name).id) }],
});

/** The same for a world with other clusters; `story` has the alert that is fired. */
export function asking(world: World, { alerts: [alert] }: Pick<Story, 'alerts'>) {
  if (!alert) throw new Error('The story has no alert.');
  const fires = (more: Readonly<Record<string, string>> = {}): Promise<number> => {
    const labels = { ...alert.labels, ...more };
    const { alertname = '', cluster = '', namespace = '' } = labels;
    const { annotations, startsAt } = alert;
    return world.deliver({
      group: { alertname, cluster, namespace },
      // The builder of bodies would add a pod of its own.
      alerts: [{ labels: { pod: '', ...labels }, annotations, startsAt }],
    });
  };
  return {
    alert,
    fires,
    async opens(more?: Readonly<Record<string, string>>): Promise<Room> {
      const status = await fires(more);
      if (status !== 202) throw new Error(`The alert was answered with ${status}.`);
      const room = await world.room('INC-1');
      await world.slack.until(() => room.view.members.includes('ben'));
      return room;
    },
    async asks(room: Room, text: string, who = 'ana'): Promise<void> {
      const { status, shown } = await world.slack.as(who).command('/incident', text, { channel: room.id });
      if (status !== 'ok') throw new Error(`Slack showed ${who} for "/incident ${text}": ${shown}`);
    },
  };
}
