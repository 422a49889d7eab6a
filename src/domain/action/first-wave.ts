import { isReady } from '../cluster/conditions.ts';
import type { Pod } from '../cluster/pod.ts';
import { budgetsOf } from './preflight/budgets.ts';
import { servicesLeft } from './preflight/services-left.ts';
import type { Surroundings } from './scene.ts';

/**
 * The pods that can be evicted at the same time, taken in their order: no budget is asked for more than it allows, and no
 * Service loses its last ready endpoint. At least one when there is any: a pod that is the only one of its Service has
 * to go some time, alone.
 */
export function firstWave(pods: readonly Pod[], { view, lookup }: Surroundings): readonly Pod[] {
  const spent = new Map<string, number>();
  const wave: Pod[] = [];
  for (const pod of pods) {
    const budgets = isReady(pod) && pod.phase !== 'Pending' ? budgetsOf(pod, view) : [];
    const behind = servicesLeft([pod], lookup).filter(({ ready, left }) => left < ready);
    const asks = [
      ...budgets.map(({ uid, disruptionsAllowed }) => ({ key: uid, most: disruptionsAllowed })),
      ...behind.map(({ service, ready }) => ({ key: service.uid, most: ready - 1 })),
    ];
    if (asks.some(({ key, most }) => (spent.get(key) ?? 0) >= most)) continue;
    wave.push(pod);
    for (const { key } of asks) spent.set(key, (spent.get(key) ?? 0) + 1);
  }
  return wave.length === 0 ? pods.slice(0, 1) : wave;
}
