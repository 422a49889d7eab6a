import type { ClusterObject } from '../cluster-object.ts';
import { shelfOf } from '../kinds/conversion.ts';
import { takeObject } from '../writes/commit-write.ts';
import { deleteOne } from '../writes/delete.ts';
import { type ControllerContext, objectsIn } from './controller-context.ts';

const DEPENDENTS = [
  'apps/replicasets',
  'apps/controllerrevisions',
  'apps/statefulsets',
  'apps/daemonsets',
  'batch/jobs',
  'discovery.k8s.io/endpointslices',
  '/pods',
];
const OWNERS = [
  'apps/deployments',
  'apps/replicasets',
  'apps/statefulsets',
  'apps/daemonsets',
  'batch/jobs',
  'batch/cronjobs',
  '/services',
];

/** What belongs to an object that was deleted goes after it, or before it where the deletion waits for that. */
export function garbage(context: ControllerContext): void {
  const { world } = context;
  const owners = OWNERS.flatMap((shelf) => objectsIn(world, shelf));
  const waiting = owners.filter(isWaiting);
  const ending = new Set(waiting.map(({ metadata }) => metadata.uid));
  const dependents = DEPENDENTS.flatMap((shelf) => objectsIn(world, shelf));
  const isLost = (uid: string) => world.removed.has(uid) || ending.has(uid);
  for (const object of dependents) {
    const { ownerReferences = [], deletionTimestamp } = object.metadata;
    if (deletionTimestamp || ownerReferences.length === 0) continue;
    if (ownerReferences.every(({ uid }) => isLost(uid)))
      end(context, object, ending.has(ownerReferences[0]?.uid));
  }
  for (const owner of waiting) {
    const has = dependents.some(({ metadata }) =>
      metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid),
    );
    const kind = world.kinds.ofObject(owner);
    if (!has && kind && world.store.get(shelfOf(kind), keyOf(owner))) takeObject(world, kind, owner);
  }
}

const keyOf = ({ metadata }: ClusterObject): string => `${metadata.namespace}/${metadata.name}`;

const isWaiting = ({ metadata }: ClusterObject): boolean =>
  metadata.deletionTimestamp !== undefined &&
  ((metadata.finalizers ?? []) as string[]).includes('foregroundDeletion');

function end({ world }: ControllerContext, object: ClusterObject, isForeground: boolean): void {
  const kind = world.kinds.ofObject(object);
  const hasOwn = isForeground && object.kind === 'ReplicaSet';
  const propagationPolicy = hasOwn ? 'Foreground' : 'Background';
  if (kind) deleteOne(world, kind, object, { dryRun: false, propagationPolicy });
}
