import { conditionOf } from '../../cluster/conditions.ts';
import type { Node } from '../../cluster/node.ts';
import type { ContainerState, Pod } from '../../cluster/pod.ts';
import type { Workload } from '../../cluster/workload.ts';
import { countWords } from './describe-workload.ts';

/** What a pod is in one line without times: two such lines are equal as long as nothing happened to it. */
export function podEssence(pod: Pod): string {
  const containers = pod.containers.map(({ name, ready, restarts, state }) => {
    const said = state === null ? 'not started' : stateEssence(state);
    return `${name} ${ready ? 'ready' : 'not ready'}, ${said}, ${restarts} restarts`;
  });
  const leaving = pod.deletionAt === null ? '' : ', being deleted';
  const reason = pod.reason === '' ? '' : ` (${pod.reason})`;
  return `Pod ${pod.name}: ${pod.phase}${reason} on ${pod.node ?? 'no node'}${leaving}; ${containers.join('; ')}`;
}

/** A workload's counts, whether it is stuck, and its pods. */
export function workloadEssence(workload: Workload, pods: readonly Pod[]): readonly string[] {
  const stuck = 'conditions' in workload ? conditionOf(workload, 'Progressing') : null;
  return [
    `${workload.kind} ${workload.name}: ${countWords(workload)}`,
    ...(stuck?.status === 'False' ? [`stuck: ${stuck.reason}`] : []),
    ...pods.map(podEssence),
  ];
}

/** A node's conditions, taints and whether it takes pods. */
export function nodeEssence(node: Node): readonly string[] {
  return [
    ...node.conditions.map(({ type, status, reason }) => `${type} is ${status}: ${reason}`),
    ...node.taints.map(({ key, effect }) => `taint ${key}:${effect}`),
    ...(node.unschedulable ? ['takes no new pods (cordoned)'] : []),
  ];
}

function stateEssence(state: ContainerState): string {
  if (state.kind === 'waiting') return `waiting, ${state.reason}`;
  return state.kind === 'running' ? 'running' : `ended with ${state.exitCode}, ${state.reason}`;
}
