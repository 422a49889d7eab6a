import type { Answer } from '../http/api-request.ts';
import { badRequest } from '../http/status-failure.ts';
import { servedForm } from '../kinds/conversion.ts';
import { storedObject } from '../store/stored-object.ts';
import { changeObject } from '../writes/change-object.ts';
import { readObject } from '../writes/read-body.ts';
import { withWarnings } from '../writes/warnings.ts';
import { writeOptions } from '../writes/write-options.ts';
import { storedAt } from './get-object.ts';
import type { ResourceRequest } from './resource-request.ts';
import { showObject } from './show-object.ts';

/** PUT of an object, or of its status. Without a resourceVersion it replaces whatever is there. */
export function replaceObject(given: ResourceRequest): Answer {
  const { kind, request, info } = given;
  const options = writeOptions(request, 'UpdateOptions');
  const after = readObject(request, kind);
  const before = servedForm(kind, storedAt(given).object);
  if (after.metadata.name !== info.name) {
    throw badRequest(
      `the name of the object (${after.metadata.name ?? ''}) does not match the name on the URL (${info.name})`,
    );
  }
  const { subresource } = info;
  const change = { before, after, options, ...(subresource ? { subresource } : {}) };
  const { object, warnings } = changeObject(given, change);
  return withWarnings(showObject(given, kind, storedObject(object)), warnings);
}
