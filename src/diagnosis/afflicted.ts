import type { Lookup } from '../domain/cluster/lookup.ts';
import type { ObjectRef } from '../domain/cluster/object-ref.ts';
import { refKey, refOf, refWords } from '../domain/cluster/object-ref.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import { isMeant } from '../domain/cluster/runs.ts';

/** Pods of one workload that suffer from the same thing. */
export type Afflicted<T> = {
  /** Who made the pods; the pod itself when nobody did. */
  readonly workload: ObjectRef;
  readonly hits: readonly [T, ...T[]];
  readonly pods: readonly Pod[];
  /** How many pods the workload has that are meant to run. */
  readonly of: number;
};

/** Gathers what was found of pods by workload and by what `trouble` says, so that a fault is told once. */
export function afflicted<T extends { readonly pod: Pod }>(
  hits: readonly T[],
  lookup: Lookup,
  trouble: (hit: T) => string,
): readonly Afflicted<T>[] {
  const groups = Map.groupBy(hits, (hit) => `${refKey(lookup.topOwner(hit.pod))}\n${trouble(hit)}`);
  return [...groups.values()].map((group) => {
    const [first, ...rest] = group as [T, ...T[]];
    const workload = lookup.topOwner(first.pod);
    const maker = lookup.object(workload);
    const pods = [...new Set(group.map(({ pod }) => pod))];
    const meant = maker ? lookup.podsOf(maker).filter(isMeant).length : 0;
    return { workload, hits: [first, ...rest], pods, of: Math.max(pods.length, meant) };
  });
}

/** Who suffers, in words: `2 of 3 pods of Deployment shop/checkout`, or `Pod shop/checkout-7d9f` when nobody made it. */
export function whoWords({
  workload,
  pods,
  of,
}: Pick<Afflicted<unknown>, 'workload' | 'pods' | 'of'>): string {
  if (workload.kind === 'Pod') return refWords(workload);
  if (of === 1) return `the pod of ${refWords(workload)}`;
  const share = pods.length === of ? `all ${of}` : `${pods.length} of ${of}`;
  return `${share} pods of ${refWords(workload)}`;
}

/** Names of the pods that suffer. */
export function refsOf(pods: readonly Pod[]): readonly ObjectRef[] {
  return pods.map(refOf);
}
