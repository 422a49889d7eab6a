import { isDeepStrictEqual } from 'node:util';
import type { ClusterObject } from '../cluster-object.ts';
import { isMap, type Json, type JsonMap } from '../patches/json-value.ts';
import type { Wrong } from './invalid-object.ts';

const RULE =
  'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** What may not be changed in a pod that there is. A real server adds a diff of the spec in Go's words. */
export function podChanges(before: ClusterObject, after: ClusterObject): Wrong[] {
  if (isDeepStrictEqual(fixed(before.spec), fixed(after.spec))) return [];
  return [{ reason: 'FieldValueForbidden', field: 'spec', message: RULE }];
}

function fixed(spec: Json): Json {
  if (!isMap(spec)) return spec;
  const { activeDeadlineSeconds: _, tolerations: __, containers, initContainers, ...rest } = spec;
  return { ...rest, containers: withoutImages(containers), initContainers: withoutImages(initContainers) };
}

const withoutImages = (containers: Json): Json =>
  Array.isArray(containers) ? containers.map(({ image: _, ...container }: JsonMap) => container) : containers;
