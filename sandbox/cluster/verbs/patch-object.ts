import type { ClusterObject } from '../cluster-object.ts';
import type { Answer } from '../http/api-request.ts';
import { badRequest } from '../http/status-failure.ts';
import { servedForm } from '../kinds/conversion.ts';
import { patchOf } from '../patches/apply-patch.ts';
import { storedObject } from '../store/stored-object.ts';
import { changeObject } from '../writes/change-object.ts';
import { withWarnings } from '../writes/warnings.ts';
import { writeOptions } from '../writes/write-options.ts';
import { storedAt } from './get-object.ts';
import type { ResourceRequest } from './resource-request.ts';
import { showObject } from './show-object.ts';

/** PATCH of an object, or of its status. */
export function patchObject(given: ResourceRequest): Answer {
  const { kind, request, info } = given;
  const patch = patchOf(request, kind);
  const options = writeOptions(request, 'PatchOptions');
  const before = servedForm(kind, storedAt(given).object);
  const after = patch(before) as ClusterObject;
  if (after.metadata?.name !== before.metadata.name) {
    throw badRequest(
      `the name of the object (${after.metadata?.name}) does not match the name on the URL (${info.name})`,
    );
  }
  const { subresource } = info;
  const change = { before, after, options, ...(subresource ? { subresource } : {}) };
  const { object, warnings } = changeObject(given, change);
  return withWarnings(showObject(given, kind, storedObject(object)), warnings);
}
