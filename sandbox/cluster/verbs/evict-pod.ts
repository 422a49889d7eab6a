import type { ClusterObject } from '../cluster-object.ts';
import { type Answer, jsonAnswer } from '../http/api-request.ts';
import { badRequest } from '../http/status-failure.ts';
import { isMap } from '../patches/json-value.ts';
import { deleteOne } from '../writes/delete.ts';
import { optionsIn } from '../writes/delete-options.ts';
import { spendBudget } from '../writes/disruption-budget.ts';
import { readBody } from '../writes/read-body.ts';
import { isDryRun } from '../writes/write-options.ts';
import { storedAt } from './get-object.ts';
import type { ResourceRequest } from './resource-request.ts';

/**
 * POST of an Eviction. The order of a real server: how many budgets there are, whether the budget allows it, and only
 * then the preconditions; so a wrong uid has spent the budget all the same.
 */
export function evictPod(given: ResourceRequest): Answer {
  const { world, kind, request, info } = given;
  const body = readBody(request);
  const metadata = isMap(body.metadata) ? body.metadata : {};
  if (metadata.name !== info.name) throw badRequest('name in URL does not match name in Eviction object');
  const inBody = optionsIn(isMap(body.deleteOptions) ? body.deleteOptions : {});
  const dryRun = inBody.dryRun || isDryRun(request.query.getAll('dryRun'), 'CreateOptions');
  const pod = storedAt(given).object;
  if (!isDone(pod)) spendBudget(world, pod, dryRun);
  deleteOne(world, kind, pod, { ...inBody, dryRun });
  return jsonAnswer({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 }, 201);
}

/** A pod that is not running (yet), or that already ends, is in no budget. */
function isDone({ metadata, status }: ClusterObject): boolean {
  const { phase } = (status ?? {}) as { phase?: string };
  return (
    metadata.deletionTimestamp !== undefined ||
    phase === 'Succeeded' ||
    phase === 'Failed' ||
    phase === 'Pending'
  );
}
