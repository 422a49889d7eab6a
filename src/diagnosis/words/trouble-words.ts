import { conditionOf, isReady } from '../../domain/cluster/conditions.ts';
import { imageWord } from '../../domain/cluster/image.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { lastExit } from '../../domain/cluster/runs.ts';
import { exitWords } from './exit-words.ts';

/** What keeps a pod from being ready, in a few words, by its status alone; null when it is ready. */
export function troubleWords(pod: Pod): string | null {
  if (isReady(pod)) return null;
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.status === 'False') return 'no node takes it';
  for (const status of pod.containers) {
    const { state, name, image } = status;
    const exit = lastExit(status);
    if (exit && state?.kind !== 'running' && exit.exitCode !== 0) {
      const memory = exit.reason === 'OOMKilled' ? ', out of memory' : '';
      return `container ${name} crashes with ${exitWords(exit)}${memory}`;
    }
    if (state?.kind === 'waiting' && /Image/.test(state.reason)) {
      return `image ${imageWord(image)} can not be pulled (${state.reason})`;
    }
    if (state?.kind === 'waiting' && state.reason !== 'PodInitializing') {
      return `container ${name} waits: ${state.message === '' ? state.reason : state.message}`;
    }
  }
  const unready = pod.containers.find(({ ready, state }) => !ready && state?.kind === 'running');
  if (unready) return `container ${unready.name} runs and is not ready`;
  // On a node that is away containers stay ready, and only the pod's condition turns.
  if (pod.phase === 'Running') return 'it is not ready, though its containers are: see its node';
  return `it is ${pod.phase}${pod.reason === '' ? '' : ` (${pod.reason})`}`;
}
