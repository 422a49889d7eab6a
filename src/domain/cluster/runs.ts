import type { ContainerState, ContainerStatus, Pod } from './pod.ts';
import type { ContainerSpec } from './pod-spec.ts';

/** A container of a pod: what it should be, and what the kubelet says of it. */
export type Run = { readonly pod: Pod; readonly spec: ContainerSpec; readonly status: ContainerStatus };

export type Exit = Extract<ContainerState, { readonly kind: 'terminated' }>;

/** The containers of pods that the kubelet has said something about. */
export function runsOf(pods: readonly Pod[]): readonly Run[] {
  return pods.flatMap((pod) =>
    pod.containers.flatMap((status) => {
      const spec = pod.spec.containers.find(({ name }) => name === status.name);
      return spec ? [{ pod, spec, status }] : [];
    }),
  );
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
