import type { Answer } from '../http/api-request.ts';
import { notFound, StatusFailure } from '../http/status-failure.ts';
import { shelfOf } from '../kinds/conversion.ts';
import { metadataJson, objectJson } from '../store/representation.ts';
import { keyOf, type StoredObject } from '../store/stored-object.ts';
import { tableJson } from '../tables/table-json.ts';
import type { ResourceRequest } from './resource-request.ts';

/** The object that the path names; throws the server's 404. */
export function storedAt({ world, kind, info }: ResourceRequest): StoredObject {
  const namespace = kind.namespaced ? info.namespace : undefined;
  const stored = world.store.get(shelfOf(kind), keyOf(namespace, info.name));
  if (!stored) throw notFound(kind, info.name);
  return stored;
}

/** GET of one object: itself, its metadata, or a Table of one row. */
export function getObject(given: ResourceRequest): Answer {
  const stored = storedAt(given);
  const { kind, media, request, world } = given;
  const { version = 'v1' } = media;
  if (media.as === 'Table') {
    const metadata = { resourceVersion: stored.object.metadata.resourceVersion };
    const includeObject = request.query.get('includeObject');
    return {
      status: 200,
      body: tableJson({ kind, version, includeObject, now: world.now() }, metadata, [stored]),
    };
  }
  if (media.as === 'PartialObjectMetadata') {
    return { status: 200, body: metadataJson(kind, stored, version) };
  }
  if (media.as) {
    throw new StatusFailure({
      code: 406,
      reason: 'NotAcceptable',
      message: `you requested ${media.as}, but the requested object is not a list (${kind.kind})`,
    });
  }
  return { status: 200, body: objectJson(kind, stored) };
}
