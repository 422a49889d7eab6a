import { admit } from '../admission/admit.ts';
import type { ClusterObject } from '../cluster-object.ts';
import { type ClusterWorld, defineCustomKinds } from '../cluster-world.ts';
import type { ResourceKind } from '../kinds/resource-kind.ts';
import { isCounted, putObject, takeObject, timeOf } from './commit-write.ts';
import { checkPreconditions } from './conflict.ts';
import type { DeleteOptions } from './delete-options.ts';

/**
 * Deletes an object as far as that is done at once: a pod that runs only gets the time at which it must be gone,
 * what waits for its dependents gets a finalizer, the rest goes. Returns the object as it is then, and whether it went.
 */
export function deleteOne(
  world: ClusterWorld,
  kind: ResourceKind,
  object: ClusterObject,
  options: DeleteOptions,
): { object: ClusterObject; gone: boolean } {
  checkPreconditions(kind, object.metadata, options.preconditions);
  const { dryRun } = options;
  admit(world, { kind, operation: 'DELETE', object, dryRun });
  const grace = kind.kind === 'Pod' ? graceOf(object, options.gracePeriodSeconds) : 0;
  const finalizers = finalizersOf(object, options);
  const waits = grace > 0 || finalizers.length > 0;
  const ending = alreadyEnding(object, grace) ? object : endingObject(world, kind, object, grace, finalizers);
  if (dryRun) return { object: ending, gone: !waits };
  if (!waits) {
    takeObject(world, kind, object);
    if (kind.kind === 'CustomResourceDefinition') defineCustomKinds(world);
    return { object: ending, gone: true };
  }
  return { object: ending === object ? object : putObject(world, kind, ending), gone: false };
}

/** Seconds that a pod has to stop. One that runs nowhere, or has ended, has none to wait for. */
function graceOf({ spec, status }: ClusterObject, asked: number | undefined): number {
  const { nodeName, terminationGracePeriodSeconds: own = 30 } = (spec ?? {}) as {
    nodeName?: string;
    terminationGracePeriodSeconds?: number;
  };
  const { phase } = (status ?? {}) as { phase?: string };
  if (!nodeName || phase === 'Succeeded' || phase === 'Failed') return 0;
  const grace = asked ?? own;
  return grace < 0 ? 1 : grace;
}

const finalizersOf = ({ metadata }: ClusterObject, { propagationPolicy }: DeleteOptions): string[] => {
  const own = (metadata.finalizers ?? []) as string[];
  const added = propagationPolicy === 'Foreground' ? ['foregroundDeletion'] : [];
  return [...new Set([...own, ...added])];
};

const alreadyEnding = ({ metadata }: ClusterObject, grace: number): boolean =>
  metadata.deletionTimestamp !== undefined &&
  grace > 0 &&
  grace >= Number(metadata.deletionGracePeriodSeconds ?? 0);

function endingObject(
  world: ClusterWorld,
  kind: ResourceKind,
  object: ClusterObject,
  grace: number,
  finalizers: readonly string[],
): ClusterObject {
  const { metadata } = object;
  const isNew = metadata.deletionTimestamp === undefined && isCounted(kind);
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(isNew ? { generation: (metadata.generation ?? 1) + 1 } : {}),
      deletionTimestamp: timeOf({ now: () => world.now() + grace * 1000 }),
      deletionGracePeriodSeconds: grace,
      ...(finalizers.length > 0 ? { finalizers } : {}),
    },
  };
}
