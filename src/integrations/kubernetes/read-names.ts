import type { Instant } from '../../domain/instant.ts';
import type { Where } from '../../ports/cluster-reader.ts';
import type { JsonDoor } from './json-door.ts';
import { listPages } from './list-pages.ts';
import { type Fields, fields, text, textOrNull } from './project/fields.ts';
import type { ReadScope } from './read-scope.ts';

/** More names do not help to find one. */
const MOST = 5_000;

const ACCEPT = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json';

type Name = { readonly namespace: string | null; readonly name: string };

/**
 * Namespaces and names of the objects of a kind, at most 5,000 (a page more or less). Throws ClusterFailure.
 */
export async function readNames(
  { door, scope }: { readonly door: JsonDoor; readonly scope: ReadScope },
  { resource, namespace, labels, name }: Where,
  until: Instant,
): Promise<readonly Name[]> {
  const everywhere = namespace === null && resource.namespaced;
  const places = everywhere && scope.namespaces ? scope.namespaces : [namespace];
  const names: Name[] = [];
  for (const place of places) {
    if (names.length >= MOST) break;
    const query = { labelSelector: labels, fieldSelector: name === null ? null : `metadata.name=${name}` };
    const { objects, failure } = await listPages(
      door,
      {
        resource,
        namespace: resource.namespaced ? place : null,
        until,
        accept: ACCEPT,
        atMost: MOST - names.length,
        query,
      },
      nameOf,
    );
    if (failure) throw failure;
    names.push(...objects);
  }
  return names;
}

function nameOf(item: Fields): Name {
  const { namespace, name } = fields(item.metadata);
  return { namespace: textOrNull(namespace), name: text(name) };
}
