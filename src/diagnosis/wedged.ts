import { conditionOf, isReady } from '../domain/cluster/conditions.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import { runsOf } from '../domain/cluster/runs.ts';
import type { StatefulSet } from '../domain/cluster/workload.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import { startTime } from './start-time.ts';

/** A StatefulSet that goes on only when one of its pods is ready. */
export type Wedged = {
  readonly set: StatefulSet;
  readonly blocker: Pod;
  /** Since when the blocker is not ready, or should be gone. */
  readonly since: Instant;
  /** Its pods by ordinal, from the first one; null: not made. */
  readonly places: readonly (Pod | null)[];
  /** Names of the pods that are not replaced, or not made, before the blocker is ready. */
  readonly waits: readonly string[];
  /** True when a new template is coming into force. */
  readonly rollout: boolean;
  /** True when the blocker has a template that is to be replaced: it is only once it is ready, or gone. */
  readonly outdated: boolean;
};

/** Whoever asks for more pods in order than this has mistyped it, and the list of their names would not end. */
const MOST = 5_000;

/** How long a pod may take before the others wait too long for it. */
const PATIENCE = 5 * MINUTE;

/**
 * Where a StatefulSet stands still: with OrderedReady at the lowest ordinal that is not ready (nothing is made above it,
 * and nothing replaced), with Parallel at the highest new one, below which old ones wait. Null: it does not, it has just
 * begun, or the pod that comes next is not there, which is another story. The rules are those of
 * `stateful_set_control.go` (updateStatefulSet, processReplica): replacing goes from the highest ordinal down to the
 * partition, which counts from `spec.ordinals.start`.
 */
export function wedgedOf(set: StatefulSet, lookup: Lookup, takenAt: Instant): Wedged | null {
  if (set.deletionAt !== null || set.observedGeneration < set.generation) return null;
  // Which pod comes next can't be told when some were not read.
  if (!lookup.sawAll('pods', set.namespace)) return null;
  const places = placesOf(set, lookup);
  const old = set.updateStrategy === 'RollingUpdate' ? places.slice(set.partition).filter(isOld(set)) : [];
  const ordered = set.podManagement !== 'Parallel';
  const blocker = ordered ? lowestUnready(places) : highestUnready(places.slice(set.partition), set);
  if (blocker === null) return null;
  const since = waitsSince(blocker, takenAt);
  if (since === null) return null;
  const made = places.map((pod, index) => pod?.name ?? `${set.name}-${set.firstOrdinal + index}`);
  const missing = ordered ? made.filter((_, index) => places[index] === null) : [];
  const others = old.flatMap((pod) => (pod === null || pod === blocker ? [] : [pod.name]));
  const outdated = old.includes(blocker);
  // With a partition the two revisions differ for good, and a pod may fail long after it was replaced.
  const last = set.partition === 0 && set.currentRevision !== set.updateRevision;
  const rollout = others.length > 0 || outdated || (last && set.updateStrategy === 'RollingUpdate');
  if (!rollout && missing.length === 0) return null;
  return { set, blocker, since, places, waits: [...others, ...missing], rollout, outdated };
}

/** True for a pod that has not the template that its StatefulSet has now. */
export function isOld({ updateRevision }: StatefulSet): (pod: Pod | null) => boolean {
  return (pod) => pod !== null && updateRevision !== '' && revisionOf(pod) !== updateRevision;
}

function revisionOf({ labels }: Pod): string | undefined {
  return labels['controller-revision-hash'];
}

/** Pods beyond the last ordinal are to go, and belong to no place. */
function placesOf(set: StatefulSet, lookup: Lookup): readonly (Pod | null)[] {
  const byName = new Map(lookup.podsOf(set).map((pod) => [pod.name, pod]));
  return Array.from(
    { length: Math.min(set.replicas, MOST) },
    (_, index) => byName.get(`${set.name}-${set.firstOrdinal + index}`) ?? null,
  );
}

/** Null also when a pod below is not there: that one comes first. */
function lowestUnready(places: readonly (Pod | null)[]): Pod | null {
  return places.find((pod) => pod === null || isUnready(pod)) ?? null;
}

/** Null also when one above it is old, not there or going: it is being replaced just now. */
function highestUnready(places: readonly (Pod | null)[], set: StatefulSet): Pod | null {
  const next = places.findLast((pod) => pod === null || isOld(set)(pod) || isUnready(pod)) ?? null;
  return next === null || isOld(set)(next) ? null : next;
}

function isUnready(pod: Pod): boolean {
  return pod.deletionAt !== null || !isReady(pod);
}

/** Null while it may take as long: replacing a pod and starting it are no trouble. */
function waitsSince(pod: Pod, takenAt: Instant): Instant | null {
  const since = pod.deletionAt ?? conditionOf(pod, 'Ready')?.changedAt ?? pod.createdAt;
  const starting = runsOf([pod], ({ state }) => state?.kind === 'running').map(({ spec }) => startTime(spec));
  return takenAt - since < PATIENCE + Math.max(0, ...starting) ? null : since;
}
