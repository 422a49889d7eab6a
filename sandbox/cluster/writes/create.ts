import { randomUUID } from 'node:crypto';
import { admit, mutate } from '../admission/admit.ts';
import type { ClusterObject, ObjectMeta } from '../cluster-object.ts';
import { type ClusterWorld, defineCustomKinds } from '../cluster-world.ts';
import { badRequest, notFound } from '../http/status-failure.ts';
import { shelfOf } from '../kinds/conversion.ts';
import type { ResourceKind } from '../kinds/resource-kind.ts';
import { keyOf } from '../store/stored-object.ts';
import { isCounted, putObject, timeOf } from './commit-write.ts';
import { alreadyExists } from './conflict.ts';
import { withDefaults } from './defaults.ts';
import { initialStatus } from './initial-status.ts';
import { withoutUnknown } from './known-fields.ts';
import { managedAfter } from './managed-fields.ts';
import { validateObject } from './validate-object.ts';

export type Creation = { namespace: string; manager: string; dryRun?: boolean };

/** Makes a new object after every check of a real server, and returns it. In a dry run it has no version. */
export function create(
  world: ClusterWorld,
  kind: ResourceKind,
  given: ClusterObject,
  { namespace, manager, dryRun = false }: Creation,
): { object: ClusterObject; warnings: string[] } {
  const metadata = newMetadata(world, kind, given.metadata, namespace);
  const started = withDefaults(withoutUnknown({ ...given, metadata }));
  const request = { kind, operation: 'CREATE' as const, dryRun };
  const object = initialStatus(kind, mutate(world, { ...request, object: started }));
  validateObject(kind, object);
  if (world.store.get(shelfOf(kind), keyOf(metadata.namespace, metadata.name))) {
    throw alreadyExists(kind, metadata.name);
  }
  const warnings = admit(world, { ...request, object });
  object.metadata.managedFields = managedAfter(undefined, object, { manager }, timeOf(world));
  if (dryRun) return { object, warnings };
  const kept = putObject(world, kind, object);
  if (kind.kind === 'CustomResourceDefinition') defineCustomKinds(world);
  return { object: kept, warnings };
}

function newMetadata(
  world: ClusterWorld,
  kind: ResourceKind,
  given: ObjectMeta,
  namespace: string,
): ObjectMeta {
  if (kind.namespaced && given.namespace && given.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (kind.namespaced && !world.store.get('/namespaces', namespace)) {
    throw notFound({ group: '', resource: 'namespaces' }, namespace);
  }
  const name = given.name || (given.generateName ? `${given.generateName}${world.nameSuffix()}` : '');
  const { namespace: _, resourceVersion: __, ...rest } = given;
  return {
    ...rest,
    name,
    ...(kind.namespaced ? { namespace } : {}),
    uid: randomUUID(),
    ...(isCounted(kind) ? { generation: 1 } : {}),
    creationTimestamp: timeOf(world),
  };
}
