import { isDeepStrictEqual } from 'node:util';
import type { ClusterObject, ObjectMeta } from '../cluster-object.ts';
import type { ClusterWorld } from '../cluster-world.ts';
import { shelfOf, storageForm } from '../kinds/conversion.ts';
import type { ResourceKind } from '../kinds/resource-kind.ts';
import { keyOf } from '../store/stored-object.ts';
import { touch } from '../store/touched.ts';
import { managedAfter, type Writer } from './managed-fields.ts';

export type Commit = Writer & { dryRun?: boolean };

/** Kinds that count the changes of their spec. Nodes, autoscalers and what has no spec do not. */
const COUNTED = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'Ingress',
  'EndpointSlice',
  'Pod',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'CustomResourceDefinition',
]);

/** Whether objects of this kind have a metadata.generation. */
export const isCounted = (kind: ResourceKind): boolean => kind.custom !== undefined || COUNTED.has(kind.kind);

/**
 * Writes what an object has become, and returns it. A change of nothing leaves its version; a dry run leaves
 * everything, and shows the old version with the new generation.
 */
export function commitWrite(
  world: ClusterWorld,
  kind: ResourceKind,
  before: ClusterObject,
  after: ClusterObject,
  by: Commit,
): ClusterObject {
  const metadata = withServerFields(before.metadata, after.metadata);
  const changed = { ...after, metadata };
  if (isDeepStrictEqual(plain(before), plain(changed))) return before;
  if (isCounted(kind) && by.subresource !== 'status' && raisesGeneration(kind, before, changed)) {
    metadata.generation = (before.metadata.generation ?? 1) + 1;
  }
  const { manager, subresource } = by;
  metadata.managedFields = managedAfter(
    before,
    changed,
    subresource ? { manager, subresource } : { manager },
    timeOf(world),
  );
  if (by.dryRun) return changed;
  return putObject(world, kind, changed);
}

/** Keeps an object under the next version, and lets the controllers know. */
export function putObject(world: ClusterWorld, kind: ResourceKind, object: ClusterObject): ClusterObject {
  const resourceVersion = String(world.store.nextVersion());
  const kept = storageForm({ ...object, metadata: { ...object.metadata, resourceVersion } });
  world.store.put(shelfOf(kind), kept);
  touch(world, kept);
  return kept;
}

/** Takes an object away, and lets the controllers know. */
export function takeObject(world: ClusterWorld, kind: ResourceKind, object: ClusterObject): void {
  world.store.remove(shelfOf(kind), keyOf(object.metadata.namespace, object.metadata.name));
  if (object.metadata.uid) world.removed.add(object.metadata.uid);
  touch(world, object);
}

/** The clock as times are written. */
export const timeOf = (world: { now: () => number }): string =>
  new Date(world.now()).toISOString().replace(/\.\d+Z$/, 'Z');

/** What no writer can change. */
function withServerFields(before: ObjectMeta, after: ObjectMeta): ObjectMeta {
  const kept = [
    'name',
    'namespace',
    'uid',
    'creationTimestamp',
    'generateName',
    'resourceVersion',
    'generation',
  ];
  const server = ['deletionTimestamp', 'deletionGracePeriodSeconds', 'managedFields'];
  const metadata = { ...after };
  for (const field of [...kept, ...server]) {
    if (before[field] === undefined) delete metadata[field];
    else metadata[field] = before[field];
  }
  for (const field of ['labels', 'annotations', 'ownerReferences', 'finalizers']) {
    const value = metadata[field];
    if (value !== undefined && Object.keys(value as object).length === 0) delete metadata[field];
  }
  return metadata;
}

const plain = (object: ClusterObject): unknown => JSON.parse(JSON.stringify(object));

function raisesGeneration(kind: ResourceKind, before: ClusterObject, after: ClusterObject): boolean {
  const content = ({ metadata: _, status: __, ...rest }: ClusterObject) => plain(rest as ClusterObject);
  if (!isDeepStrictEqual(content(before), content(after))) return true;
  // Only Deployments count their annotations.
  return (
    kind.kind === 'Deployment' && !isDeepStrictEqual(before.metadata.annotations, after.metadata.annotations)
  );
}
