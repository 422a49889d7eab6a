import type { Instant } from '../instant.ts';
import type { FieldManager, Meta } from './meta.ts';
import type { ObjectRef } from './object-ref.ts';
import type { TemplateChange } from './template-change.ts';
import { templateDiff } from './template-diff.ts';
import type { ControllerRevision, PodTemplate, ReplicaSet } from './workload.ts';

/** One pod template that a workload has or had. */
export type Revision = {
  readonly number: number;
  /** The ReplicaSet or ControllerRevision that keeps it. */
  readonly kept: ObjectRef;
  readonly template: PodTemplate;
  /** When it was first rolled out. */
  readonly createdAt: Instant;
  /** What it changed against the revision with the number before; empty for the oldest one that is kept. */
  readonly diff: readonly TemplateChange[];
  /** True for the oldest that is kept: nobody can tell what it changed. */
  readonly oldest: boolean;
  /** Why, when somebody noted it (`kubernetes.io/change-cause`). */
  readonly cause: string | null;
};

/** Which of a workload's revisions is in force, when it came, and which program wrote it. */
export type RolledOut = {
  readonly at: Instant;
  /** A program, not a person; null: no manager of the template is known. */
  readonly by: string | null;
};

/** The API server's times have whole seconds, and the controller follows within some. */
const TOGETHER = 30_000;

/**
 * A workload's revisions by the objects that keep them (its ReplicaSets or ControllerRevisions), the newest number
 * first. A rollback gives an old template a new number, so a number says the order, `createdAt` the first time.
 */
export function revisionsOf(kept: readonly (ReplicaSet | ControllerRevision)[]): readonly Revision[] {
  const numbered = kept
    .flatMap((each) => (each.revision === null ? [] : [{ each, number: each.revision }]))
    .sort((a, b) => b.number - a.number);
  return numbered.map(({ each, number }, index) => {
    const before = numbered[index + 1]?.each ?? null;
    let diff: readonly TemplateChange[] | null = before === null ? [] : null;
    return {
      number,
      kept: { kind: each.kind, namespace: each.namespace, name: each.name },
      template: each.template,
      createdAt: each.createdAt,
      // Of a thousand workloads nobody asks most what was changed, and finding it out costs the most.
      get diff() {
        diff ??= before === null ? [] : templateDiff(before.template, each.template);
        return diff;
      },
      oldest: before === null,
      cause: each.annotations['kubernetes.io/change-cause'] ?? null,
    };
  });
}

/**
 * When a revision came into force last, and which program wrote it: the workload's field managers know who wrote to
 * the template, and when last. A revision older than that write was put back by it (`current`: it is in force).
 */
export function rolledOut(workload: Meta, revision: Revision, current: boolean): RolledOut {
  const writers = templateWriters(workload);
  const near = writers.find(({ at }) => Math.abs(at - revision.createdAt) <= TOGETHER);
  if (near) return { at: revision.createdAt, by: near.name };
  const later = writers[0];
  return current && later && later.at > revision.createdAt
    ? { at: later.at, by: later.name }
    : { at: revision.createdAt, by: null };
}

/** Who wrote to the pod template, the latest first. */
function templateWriters(workload: Meta): readonly (FieldManager & { readonly at: Instant })[] {
  return workload.managers
    .flatMap((manager) => (manager.at === null ? [] : [{ ...manager, at: manager.at }]))
    .filter(({ subresource, paths }) => subresource === null && paths.some(isTemplatePath))
    .sort((a, b) => b.at - a.at);
}

/** True for `spec.template` and everything in it, also of a CronJob. */
export function isTemplatePath(path: string): boolean {
  return /^spec\.(?:jobTemplate\.spec\.)?template(?:$|[.[])/.test(path);
}
