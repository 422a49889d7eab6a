import type { Pod } from '../cluster/pod.ts';

/** What a container waits for that does not pass by itself. `CrashLoopBackOff` is one only after its second end. */
const stuck =
  /^(?:CrashLoopBackOff|ImagePullBackOff|ErrImagePull|InvalidImageName|CreateContainerConfigError|CreateContainerError)$/;

/** For what the containers of a pod do not start, in the kubelet's words. */
export function stuckReasons(pod: Pod): readonly string[] {
  return pod.containers.flatMap(({ state, restarts }) =>
    state?.kind === 'waiting' &&
    stuck.test(state.reason) &&
    (state.reason !== 'CrashLoopBackOff' || restarts > 0)
      ? [state.reason]
      : [],
  );
}
