import { isDeepStrictEqual } from 'node:util';
import type { ClusterObject } from '../cluster-object.ts';
import { isMap } from '../patches/json-value.ts';
import { create } from '../writes/create.ts';
import {
  type ControllerContext,
  controllerOf,
  kindNamed,
  MANAGER,
  objectsIn,
  ownedBy,
  writeAs,
} from './controller-context.ts';
import { templateHash, templateOf } from './pod-template.ts';

/** The label by which pods of StatefulSets and DaemonSets name their revision. */
export const REVISION_LABEL = 'controller-revision-hash';

/**
 * The ControllerRevision of an owner's template: found and numbered anew, or made. `known` is its name where the
 * owner's status already has one for this template.
 */
export function revisionFor(context: ControllerContext, owner: ClusterObject, known?: string): ClusterObject {
  const { world } = context;
  const { namespace = 'default', name, uid } = owner.metadata;
  const revisions = objectsIn(world, 'apps/controllerrevisions', namespace).filter(
    (one) => controllerOf(one) === uid,
  );
  const data = { spec: { template: { ...templateOf(owner), $patch: 'replace' } } };
  const newest = Math.max(0, ...revisions.map(({ revision }) => Number(revision)));
  const found = revisions.find((one) =>
    isDeepStrictEqual(templateIn(one), templateIn({ ...owner, data } as ClusterObject)),
  );
  if (found) {
    const isNewest = Number(found.revision) === newest;
    return isNewest ? found : writeAs(context, found, { ...found, revision: newest + 1 });
  }
  const hash = known?.slice(name.length + 1) || templateHash(templateOf(owner));
  const metadata = isMap(templateOf(owner).metadata)
    ? (templateOf(owner).metadata as { labels?: object })
    : {};
  const revision: ClusterObject = {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: { ...(metadata.labels as Record<string, string> | undefined), [REVISION_LABEL]: hash },
      ownerReferences: [ownedBy(owner)],
    },
    data,
    revision: newest + 1,
  };
  return create(world, kindNamed(world, 'apps/v1', 'ControllerRevision'), revision, {
    namespace,
    manager: MANAGER,
  }).object;
}

/** The template that a revision holds, completed and without its directive. */
function templateIn({ data }: ClusterObject): unknown {
  const { spec } = (data ?? {}) as { spec?: { template?: { [field: string]: unknown } } };
  const { $patch: _, ...template } = spec?.template ?? {};
  return JSON.parse(JSON.stringify(templateOf({ spec: { template } } as unknown as ClusterObject)));
}

/** The name of the template that the owner's status calls the newest, if nothing was changed since. */
export function knownRevision({ metadata, status }: ClusterObject): string | undefined {
  const { observedGeneration, updateRevision } = (status ?? {}) as {
    observedGeneration?: number;
    updateRevision?: string;
  };
  return observedGeneration === metadata.generation ? updateRevision : undefined;
}
