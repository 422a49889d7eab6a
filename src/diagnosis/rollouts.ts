import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import { type Revision, revisionsOf, rolledOut } from '../domain/cluster/revisions.ts';
import { isMeant } from '../domain/cluster/runs.ts';
import type { TemplateChange } from '../domain/cluster/template-change.ts';
import type { DaemonSet, Deployment, StatefulSet } from '../domain/cluster/workload.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';

/** Workloads that keep their revisions. */
export type Revised = Deployment | StatefulSet | DaemonSet;

/** The newest revision of a workload, coming into force. */
export type Rollout = {
  readonly workload: Revised;
  readonly revision: Revision;
  /** The one before, by number. */
  readonly before: Revision | null;
  readonly at: Instant;
  /** A program, not a person. */
  readonly by: string | null;
  /** What makes the pods run differently: without labels, annotations and the mark of a restart. */
  readonly diff: readonly TemplateChange[];
  /** True for an old template that was put back. */
  readonly back: boolean;
};

/** When to look: both ends included. */
export type Window = { readonly from: Instant; readonly to: Instant };

const harmless = new Set<TemplateChange['part']>(['label', 'annotation', 'restart']);

/** The newest revisions of workloads that came in a window. A workload's first one is its creation, not a rollout. */
export function rolloutsIn(
  workloads: readonly Revised[],
  lookup: Lookup,
  { from, to }: Window,
): readonly Rollout[] {
  return workloads.flatMap((workload) => {
    const kept =
      workload.kind === 'Deployment' ? lookup.replicaSetsOf(workload) : lookup.revisionsOf(workload);
    // Most workloads have not changed for long, and differences cost the most.
    if (!mayHaveChanged(workload, from, kept)) return [];
    const [revision, before = null] = revisionsOf(kept);
    if (!revision) return [];
    const { at, by } = rolledOut(workload, revision, true);
    const created = before === null && at - workload.createdAt < MINUTE;
    if (created || at < from || at > to) return [];
    const diff = revision.diff.filter(({ part }) => !harmless.has(part));
    return [{ workload, revision, before, at, by, diff, back: at - revision.createdAt > MINUTE }];
  });
}

/** Every workload of a view that keeps its revisions. */
export function revisedOf(view: ClusterView): readonly Revised[] {
  return [...view.deployments, ...view.statefulsets, ...view.daemonsets];
}

function mayHaveChanged(
  { managers }: Revised,
  from: Instant,
  kept: readonly { readonly createdAt: Instant }[],
): boolean {
  return (
    kept.some(({ createdAt }) => createdAt >= from) || managers.some(({ at }) => at !== null && at >= from)
  );
}

/** The pods of a workload that are meant to run, by whether they are of the rollout's revision. */
export function podsOfRollout(
  { workload, revision }: Rollout,
  lookup: Lookup,
): { readonly after: readonly Pod[]; readonly before: readonly Pod[] } {
  const pods = lookup.podsOf(workload).filter(isMeant);
  const isNew = (pod: Pod) => isOf(pod, revision.kept.name);
  return { after: pods.filter(isNew), before: pods.filter((pod) => !isNew(pod)) };
}

/** ReplicaSets own their pods; of ControllerRevisions pods carry the name (StatefulSet) or its hash (DaemonSet). */
function isOf({ owner, labels }: Pod, kept: string): boolean {
  const hash = labels['controller-revision-hash'];
  return owner?.name === kept || (hash !== undefined && (hash === kept || kept.endsWith(`-${hash}`)));
}
