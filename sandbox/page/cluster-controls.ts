import type { AlertSource } from '../alertmanager/alert-source.ts';
import type { Alert } from '../alertmanager/alertmanager-api.ts';
import type { Fault } from '../cluster/faults.ts';
import type { StoryCluster } from '../stage/story-cluster.ts';
import { loadStory, storyNames } from '../stories/load-story.ts';
import { type ClusterExchanges, createClusterExchanges } from './cluster-exchanges.ts';

/** What the control panel shows of the cluster. */
export type ClusterState = {
  readonly url: string;
  readonly story: { readonly name: string; readonly title: string; readonly teller: string };
  readonly stories: readonly { readonly name: string; readonly title: string }[];
  /** Alerts of stories that fire. */
  readonly firing: number;
  /** Requests in the last minute, and how long half of them took at most, in milliseconds. */
  readonly requests: number;
  readonly ms: number | undefined;
  readonly faults: readonly ClusterFault[];
};

/** What is wrong with the API server: `resource` undefined means with all of it. */
export type ClusterFault = { readonly kind: Fault['kind']; readonly resource?: string | undefined };

export type ClusterControls = {
  state(): ClusterState;
  readonly exchanges: ClusterExchanges;
  /** Makes the cluster this story's, and fires the story's first alert. */
  play(name: string): Promise<void>;
  /** The alerts of all stories that were played are over. */
  resolve(): Promise<void>;
  fault(fault: ClusterFault): void;
  clearFaults(): void;
};

const SLOW_MS = 3_000;

/** Controls of a running cluster; its alerts are sent by this source. */
export function createClusterControls(kubernetes: StoryCluster, alerts: AlertSource): ClusterControls {
  const { cluster } = kubernetes;
  const exchanges = createClusterExchanges(cluster);
  const stories = storyNames().map((name) => {
    const { title } = loadStory(name, { now: 0 }).story;
    return { name, title };
  });
  let firing: Alert[] = [];
  let faults: ClusterFault[] = [];
  return {
    exchanges,
    state() {
      const { name, title, teller } = kubernetes.story();
      const story = { name, title, teller };
      return { url: cluster.url, story, stories, firing: firing.length, ...exchanges.pace(), faults };
    },
    async play(name) {
      const [alert] = kubernetes.play(name).alerts;
      if (!alert) throw new Error(`The story ${name} has no alert.`);
      await alerts.fire(alert);
      firing = [...firing, alert];
    },
    async resolve() {
      if (firing.length === 0) throw new Error('No alert of a story fires.');
      for (const alert of firing) await alerts.resolve(alert);
      firing = [];
    },
    fault({ kind, resource }) {
      const where = resource === undefined ? {} : { resource };
      cluster.faults.add(kind === 'slow' ? { kind, ms: SLOW_MS, ...where } : { kind, ...where });
      faults = [...faults, { kind, resource }];
    },
    clearFaults() {
      cluster.faults.clear();
      faults = [];
    },
  };
}
