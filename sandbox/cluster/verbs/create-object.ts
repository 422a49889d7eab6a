import type { Answer } from '../http/api-request.ts';
import { storedObject } from '../store/stored-object.ts';
import { readable } from '../writes/change-object.ts';
import { create } from '../writes/create.ts';
import { duplicateFields, readObject } from '../writes/read-body.ts';
import { withWarnings } from '../writes/warnings.ts';
import { writeOptions } from '../writes/write-options.ts';
import type { ResourceRequest } from './resource-request.ts';
import { showObject } from './show-object.ts';

/** POST of a new object. */
export function createObject(given: ResourceRequest): Answer {
  const { world, kind, request, info } = given;
  const options = writeOptions(request, 'CreateOptions');
  const wanted = readObject(request, kind);
  const twice = duplicateFields(request.body).map((name) => `duplicate field "${name}"`);
  const decoding = [...(options.validation === 'Warn' ? twice : []), ...readable(wanted, options)];
  const { object, warnings } = create(world, kind, wanted, {
    namespace: info.namespace,
    manager: options.manager,
    dryRun: options.dryRun,
  });
  const answer = { ...showObject(given, kind, storedObject(object)), status: 201 };
  return withWarnings(answer, [...decoding, ...warnings]);
}
