import { admit } from '../admission/admit.ts';
import type { ClusterObject } from '../cluster-object.ts';
import type { Answer } from '../http/api-request.ts';
import { patchOf } from '../patches/apply-patch.ts';
import { isMap } from '../patches/json-value.ts';
import { storedObject } from '../store/stored-object.ts';
import { readable } from '../writes/change-object.ts';
import { commitWrite } from '../writes/commit-write.ts';
import { checkPreconditions, staleVersion } from '../writes/conflict.ts';
import { invalidObject } from '../writes/invalid-object.ts';
import { readObject } from '../writes/read-body.ts';
import { negative } from '../writes/validate-object.ts';
import { withWarnings } from '../writes/warnings.ts';
import { type WriteOptions, writeOptions } from '../writes/write-options.ts';
import { storedAt } from './get-object.ts';
import { scaleKind, scaleOf } from './get-scale.ts';
import type { ResourceRequest } from './resource-request.ts';
import { showObject } from './show-object.ts';

/** PATCH of the scale subresource. */
export function patchScale(given: ResourceRequest): Answer {
  const patch = patchOf(given.request, scaleKind);
  const options = writeOptions(given.request, 'PatchOptions');
  const before = scaleOf(given.kind, storedAt(given).object);
  return writeScale(given, patch(before) as ClusterObject, options);
}

/** PUT of the scale subresource. */
export function replaceScale(given: ResourceRequest): Answer {
  const options = writeOptions(given.request, 'UpdateOptions');
  return writeScale(given, readObject(given.request, scaleKind), options);
}

function writeScale(given: ResourceRequest, wanted: ClusterObject, options: WriteOptions): Answer {
  const { world, kind } = given;
  const before = storedAt(given).object;
  const { name, resourceVersion: version } = before.metadata;
  const { resourceVersion, uid } = wanted.metadata;
  if (resourceVersion && resourceVersion !== version) throw staleVersion(kind, name);
  if (uid) checkPreconditions(kind, before.metadata, { uid });
  const warnings = readable(wanted, options);
  const replicas = Number((wanted.spec as { replicas?: number } | undefined)?.replicas ?? 0);
  const wrongs = negative(replicas, 'spec.replicas');
  if (wrongs.length > 0) throw invalidObject({ kind: 'Scale', group: 'autoscaling', name }, wrongs);
  const after = withReplicas(before, kind.custom?.scale?.specReplicasPath ?? '.spec.replicas', replicas);
  const { dryRun, manager } = options;
  const scaled = { ...wanted, metadata: { ...wanted.metadata, labels: before.metadata.labels ?? {} } };
  warnings.push(...admit(world, { kind, operation: 'UPDATE', subresource: 'scale', object: scaled, dryRun }));
  const object = commitWrite(world, kind, before, after, { manager, dryRun, subresource: 'scale' });
  return withWarnings(showObject(given, scaleKind, storedObject(scaleOf(kind, object))), warnings);
}

/** The object with another number at a plain path such as `.spec.replicas`. */
function withReplicas(object: ClusterObject, path: string, replicas: number): ClusterObject {
  const copy = structuredClone(object);
  const names = path.split('.').filter((name) => name !== '');
  let at: { [field: string]: unknown } = copy;
  for (const name of names.slice(0, -1)) {
    const next = at[name];
    at[name] = isMap(next) ? next : {};
    at = at[name] as { [field: string]: unknown };
  }
  at[names.at(-1) ?? 'replicas'] = replicas;
  return copy;
}
