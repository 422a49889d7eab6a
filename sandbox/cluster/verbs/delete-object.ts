import { type Answer, jsonAnswer } from '../http/api-request.ts';
import { detailsOf } from '../http/status-failure.ts';
import { storedObject } from '../store/stored-object.ts';
import { deleteOne } from '../writes/delete.ts';
import { deleteOptions } from '../writes/delete-options.ts';
import { storedAt } from './get-object.ts';
import type { ResourceRequest } from './resource-request.ts';
import { showObject } from './show-object.ts';

/** DELETE of one object: a pod, and what is not gone at once, is shown; of the rest a Status tells the uid. */
export function deleteObject(given: ResourceRequest): Answer {
  const { world, kind, request, info } = given;
  const options = deleteOptions(request);
  const before = storedAt(given).object;
  const { object, gone } = deleteOne(world, kind, before, options);
  if (!gone || kind.kind === 'Pod') return showObject(given, kind, storedObject(object));
  return jsonAnswer({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { ...detailsOf(kind, info.name), uid: before.metadata.uid },
  });
}
