import type { Answer } from '../http/api-request.ts';
import { deleteOne } from '../writes/delete.ts';
import { deleteOptions } from '../writes/delete-options.ts';
import { listJson } from './list-objects.ts';
import { readPage } from './list-page.ts';
import type { ResourceRequest } from './resource-request.ts';

/** DELETE of a collection: all that its selectors fit. Shows what was there. */
export async function deleteCollection(given: ResourceRequest): Promise<Answer> {
  const { world, kind, request } = given;
  const options = deleteOptions(request);
  const { metadata, items } = await readPage(given);
  for (const { object } of items) deleteOne(world, kind, object, options);
  return { status: 200, body: listJson(given, metadata, items) };
}
