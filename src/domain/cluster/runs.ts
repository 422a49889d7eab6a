import type { ContainerState, ContainerStatus, Pod } from './pod.ts';
import type { ContainerSpec } from './pod-spec.ts';

/** A container of a pod: what it should be, and what the kubelet says of it. */
export type Run = { readonly pod: Pod; readonly spec: ContainerSpec; readonly status: ContainerStatus };

export type Exit = Extract<ContainerState, { readonly kind: 'terminated' }>;

/**
 * The containers of pods that the kubelet has said something about, `concerned` by what it said: of ten thousand nearly
 * all are well, and are no more than looked at.
 */
export function runsOf(
  pods: readonly Pod[],
  concerned: (status: ContainerStatus) => boolean = () => true,
): readonly Run[] {
  const runs: Run[] = [];
  for (const pod of pods) {
    for (const status of pod.containers) {
      if (!concerned(status)) continue;
      const spec = pod.spec.containers.find(({ name }) => name === status.name);
      if (spec) runs.push({ pod, spec, status });
    }
  }
  return runs;
}

/** True for a container that has ended, now or in its run before. */
export function hasEnded(status: ContainerStatus): boolean {
  return lastExit(status) !== null;
}

/** True for a container that is not in its first run. */
export function hasRestarted({ restarts }: ContainerStatus): boolean {
  return restarts > 0;
}

/** True for a container that waits for something. */
export function isWaiting({ state }: ContainerStatus): boolean {
  return state?.kind === 'waiting';
}

/** How a container ended last; null: it has not ended yet. */
export function lastExit({ state, lastState }: ContainerStatus): Exit | null {
  if (state?.kind === 'terminated') return state;
  return lastState?.kind === 'terminated' ? lastState : null;
}

/** True for a pod that has ended for good. */
export function isOver({ phase }: Pod): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** True for a pod that is meant to be there: neither ended nor being deleted. */
export function isMeant(pod: Pod): boolean {
  return pod.deletionAt === null && !isOver(pod);
}
