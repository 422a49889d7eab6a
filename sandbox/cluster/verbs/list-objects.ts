import type { Answer } from '../http/api-request.ts';
import { StatusFailure } from '../http/status-failure.ts';
import { groupVersionOf } from '../kinds/resource-kind.ts';
import { itemJson, metadataJson } from '../store/representation.ts';
import type { StoredObject } from '../store/stored-object.ts';
import { tableJson } from '../tables/table-json.ts';
import { readPage } from './list-page.ts';
import type { ResourceRequest } from './resource-request.ts';

/** GET of a collection, in the form that was asked for. */
export async function listObjects(given: ResourceRequest): Promise<Answer> {
  const { metadata, items } = await readPage(given);
  return { status: 200, body: listJson(given, metadata, items) };
}

/** A list of these items in the form that was asked for. */
export function listJson(given: ResourceRequest, metadata: object, items: readonly StoredObject[]): string {
  const { kind, media, request, world } = given;
  const { as, version = 'v1' } = media;
  if (as === 'Table') {
    const includeObject = request.query.get('includeObject');
    return tableJson({ kind, version, includeObject, now: world.now() }, metadata, items);
  }
  if (as === 'PartialObjectMetadata') {
    throw new StatusFailure({
      code: 406,
      reason: 'NotAcceptable',
      message: `you requested PartialObjectMetadata, but the requested object is a list (${kind.kind}List)`,
    });
  }
  const list = as
    ? { kind: as, apiVersion: `meta.k8s.io/${version}`, metadata }
    : { kind: `${kind.kind}List`, apiVersion: groupVersionOf(kind), metadata };
  const texts = items.map((item) => (as ? metadataJson(kind, item, version) : itemJson(kind, item)));
  return `${JSON.stringify(list).slice(0, -1)},"items":[${texts.join(',')}]}`;
}
