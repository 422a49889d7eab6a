import { conditionOf } from '../domain/cluster/conditions.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { Exit, Run } from '../domain/cluster/runs.ts';
import { type Instant, MINUTE, SECOND } from '../domain/instant.ts';

type Ended = Run & { readonly exit: Exit };

/** A pod of this age that is in a loop has most likely been in it from the start. */
const YOUNG = 30 * MINUTE;

/** Pauses after the first restarts, in seconds; from then on 5 min each. */
const PAUSES = [0, 10, 20, 40, 80, 160];

/**
 * When a loop of ends began: the kubelet's first word of back-off; else when its Deployment stopped being available; else
 * when the pod was made, if that is not long ago; else when it was last ready, or as many pauses ago as there were
 * restarts, whichever is earlier: both are the least.
 */
export function loopBeganAt({ pod, status, exit }: Ended, lookup: Lookup): Instant {
  const backOff = lookup
    .eventsAbout(pod)
    .find(({ reason, type }) => reason === 'BackOff' && type === 'Warning');
  if (backOff) return backOff.firstAt;
  const maker = lookup.object(lookup.topOwner(pod));
  const available = maker?.kind === 'Deployment' ? conditionOf(maker, 'Available') : null;
  if (available?.status === 'False' && available.changedAt !== null) {
    return Math.max(available.changedAt, pod.createdAt);
  }
  const end = exit.finishedAt ?? pod.createdAt;
  if (end - pod.createdAt <= YOUNG) return pod.createdAt;
  const ready = conditionOf(pod, 'Ready');
  const lost = ready?.status === 'False' ? (ready.changedAt ?? end) : end;
  return Math.max(pod.createdAt, Math.min(lost, end - pausesOf(status.restarts)));
}

/** In milliseconds: how long the kubelet waited in all between so many restarts. */
function pausesOf(restarts: number): number {
  const first = PAUSES.slice(0, restarts).reduce((sum, pause) => sum + pause, 0);
  return (first + 300 * Math.max(0, restarts - PAUSES.length)) * SECOND;
}
