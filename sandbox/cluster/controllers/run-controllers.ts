import type { ClusterWorld } from '../cluster-world.ts';
import type { ControllerContext, ImageState } from './controller-context.ts';
import { daemonSets } from './daemon-sets.ts';
import { deployments } from './deployments.ts';
import { disruptionBudgets } from './disruption-budgets.ts';
import { endpointSlices } from './endpoint-slices.ts';
import { garbage } from './garbage.ts';
import { kubelet } from './kubelet.ts';
import { nodeTaints } from './node-taints.ts';
import { replicaSets } from './replica-sets.ts';
import { scheduler } from './scheduler.ts';
import { statefulSets } from './stateful-sets.ts';

const CONTROLLERS = [
  garbage,
  nodeTaints,
  deployments,
  replicaSets,
  statefulSets,
  daemonSets,
  scheduler,
  kubelet,
  endpointSlices,
  disruptionBudgets,
];

/** More rounds than this without rest are a mistake of a controller. */
const MOST_ROUNDS = 500;

export type Controllers = {
  /** Lets the controllers do what there is to do at this time. When there will be more: a time, or undefined. */
  run(): number | undefined;
  setImage(image: string, state: ImageState): void;
};

/** The controllers of a cluster; `speed` says how many of its seconds pass in one. */
export function createControllers(world: ClusterWorld, speed: number): Controllers {
  const images = new Map<string, ImageState>();
  const since = new Map<string, number>();
  /** Where they came to rest, so that a look at a cluster in which nothing happens costs nothing. */
  let rested: { version: number; next: number | undefined } | undefined;
  return {
    setImage: (image, state) => {
      images.set(image, state);
      rested = undefined;
    },
    run() {
      const isStill = rested?.version === world.store.version();
      if (rested && isStill && (rested.next === undefined || world.now() < rested.next)) return rested.next;
      rested = undefined;
      let next: number | undefined;
      const wake = (at: number) => {
        if (at > world.now()) next = Math.min(next ?? at, at);
      };
      const failed = new Set<string>();
      const seconds = (count: number) => (count * 1000) / speed;
      const context: ControllerContext = { world, images, seconds, wake, failed, since };
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const before = world.store.version();
        next = undefined;
        for (const controller of CONTROLLERS) controller(context);
        if (world.store.version() !== before) continue;
        // What was refused is tried again at the next look, whatever happened meanwhile.
        if (failed.size === 0) rested = { version: before, next };
        return next;
      }
      throw new Error('The controllers of the sandbox cluster do not come to rest.');
    },
  };
}
