import type { Answer } from '../http/api-request.ts';
import { notFound } from '../http/status-failure.ts';
import { shelfOf } from '../kinds/conversion.ts';
import { keyOf, type StoredObject } from '../store/stored-object.ts';
import type { ResourceRequest } from './resource-request.ts';
import { showObject } from './show-object.ts';

/** The object that the path names; throws the server's 404. */
export function storedAt({ world, kind, info }: ResourceRequest): StoredObject {
  const namespace = kind.namespaced ? info.namespace : undefined;
  const stored = world.store.get(shelfOf(kind), keyOf(namespace, info.name));
  if (!stored) throw notFound(kind, info.name);
  return stored;
}

/** GET of one object. */
export const getObject = (given: ResourceRequest): Answer => showObject(given, given.kind, storedAt(given));
