import type { Instant } from '../../domain/instant.ts';
import type { Json } from '../../domain/json.ts';
import { redactObject } from '../../domain/redaction/redact-object.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { Where } from '../../ports/cluster-reader.ts';
import type { JsonDoor } from './json-door.ts';
import { resourcePath } from './resource-path.ts';

/**
 * One object, redacted, without managed fields. Throws ClusterFailure; `refused` without a namespace where the kind
 * has one.
 */
export async function readObject(
  { door }: { readonly door: JsonDoor },
  { resource, namespace, name }: Where & { readonly name: string },
  until: Instant,
): Promise<Json> {
  if (resource.namespaced && namespace === null) {
    throw new ClusterFailure('refused', { detail: `${resource.kind} ${name} is in which namespace?` });
  }
  const place = resource.namespaced ? namespace : null;
  return redactObject(
    await door.get({
      path: resourcePath(resource, { namespace: place, name }),
      until,
      rule: { verbs: ['get'], group: resource.group, resource: resource.name, namespace: place },
    }),
  );
}
