import type { Answer } from '../http/api-request.ts';
import { StatusFailure } from '../http/status-failure.ts';
import type { ResourceKind } from '../kinds/resource-kind.ts';
import { metadataJson, objectJson } from '../store/representation.ts';
import type { StoredObject } from '../store/stored-object.ts';
import { tableJson } from '../tables/table-json.ts';
import type { ResourceRequest } from './resource-request.ts';

/** One object in the form that was asked for: itself, its metadata, or a Table of one row. */
export function showObject(given: ResourceRequest, kind: ResourceKind, stored: StoredObject): Answer {
  const { media, request, world } = given;
  const { as, version = 'v1' } = media;
  if (as === 'Table') {
    const metadata = { resourceVersion: stored.object.metadata.resourceVersion };
    const includeObject = request.query.get('includeObject');
    const table = { kind, version, includeObject, now: world.now() };
    return { status: 200, body: tableJson(table, metadata, [stored]) };
  }
  if (as === 'PartialObjectMetadata') return { status: 200, body: metadataJson(kind, stored, version) };
  if (as) {
    throw new StatusFailure({
      code: 406,
      reason: 'NotAcceptable',
      message: `you requested ${as}, but the requested object is not a list (${kind.kind})`,
    });
  }
  return { status: 200, body: objectJson(kind, stored) };
}
