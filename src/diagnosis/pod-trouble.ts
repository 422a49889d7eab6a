import { conditionOf, isReady } from '../domain/cluster/conditions.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import { lastExit } from '../domain/cluster/runs.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import { exitWords } from './words/exit-words.ts';

/** What a pod suffers from: words for a sentence, and what kind it is. */
export type PodTrouble = {
  readonly kind: 'crash' | 'start' | 'unready' | 'unscheduled';
  readonly words: string;
};

/** A container that waits for one of these will not start by itself. */
const stuck =
  /^(?:CrashLoopBackOff|ErrImagePull|ImagePullBackOff|InvalidImageName|CreateContainer\w*Error|RunContainerError)$/;

/** Starting takes a moment. */
const START = 2 * MINUTE;

/** Crashes are told by what is left of them, and that may be the run before. */
const RECENT = 15 * MINUTE;

/** Why a pod of a new revision does not do its work; null: it does, has just begun, or its node is what fails. */
export function podTrouble(pod: Pod, lookup: Lookup, takenAt: Instant): PodTrouble | null {
  const node = lookup.node(pod.node);
  if (node && !isReady(node)) return null;
  return stuckIn(pod) ?? crashed(pod, takenAt) ?? unready(pod, takenAt);
}

function stuckIn({ containers }: Pod): PodTrouble | null {
  const [reason] = containers.flatMap(({ state }) =>
    state?.kind === 'waiting' && stuck.test(state.reason) ? [state.reason] : [],
  );
  if (reason === undefined) return null;
  return { kind: reason === 'CrashLoopBackOff' ? 'crash' : 'start', words: reason };
}

function crashed({ containers }: Pod, takenAt: Instant): PodTrouble | null {
  const [exit] = containers.flatMap((status) => {
    const last = lastExit(status);
    const recent = last && (last.finishedAt === null || takenAt - last.finishedAt <= RECENT);
    return last && recent && last.exitCode !== 0 ? [last] : [];
  });
  if (!exit) return null;
  return { kind: 'crash', words: exit.reason === 'OOMKilled' ? 'OOMKilled' : exitWords(exit) };
}

function unready(pod: Pod, takenAt: Instant): PodTrouble | null {
  if (isReady(pod)) return null;
  const since = conditionOf(pod, 'Ready')?.changedAt ?? pod.createdAt;
  if (takenAt - since < START) return null;
  if (pod.node === null) return { kind: 'unscheduled', words: 'not scheduled' };
  return pod.phase === 'Pending'
    ? { kind: 'start', words: 'does not start' }
    : { kind: 'unready', words: 'not ready' };
}
