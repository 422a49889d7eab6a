import { z } from 'zod';
import type { PlannedRequest } from '../../domain/action/planned-request.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { ChangeTarget } from './allowed-changes.ts';

/**
 * The only options there are: no grace period of one's own (nothing is killed by force), and always the uid, because
 * a pod of the same name may be another pod by now.
 */
const Options = z.strictObject({
  apiVersion: z.string().optional(),
  kind: z.literal('DeleteOptions').optional(),
  preconditions: z.strictObject({ uid: z.string().min(1), resourceVersion: z.string().min(1).optional() }),
});

const Eviction = z.strictObject({
  apiVersion: z.literal('policy/v1'),
  kind: z.literal('Eviction'),
  metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
  deleteOptions: Options,
});

/**
 * Looks into the body of a deletion or an eviction of this pod. Throws ClusterFailure `refused` when it is not pinned
 * to a uid, is about another pod than the path, or asks for anything besides: force, a dry run.
 */
export function checkRemoval({ method, body }: PlannedRequest, target: ChangeTarget): void {
  if (method === 'PATCH') return;
  if (method === 'DELETE') {
    const options = Options.safeParse(body);
    if (!options.success) throw unfit('the deletion', options.error);
    return;
  }
  const eviction = Eviction.safeParse(body);
  if (!eviction.success) throw unfit('the eviction', eviction.error);
  const { name, namespace } = eviction.data.metadata;
  if (name !== target.name || namespace !== target.namespace)
    throw unfit('the eviction', 'it names another pod than its path');
}

function unfit(what: string, why: z.ZodError | string): ClusterFailure {
  const words = typeof why === 'string' ? why : z.prettifyError(why).replace(/\s+/g, ' ');
  return new ClusterFailure('refused', {
    detail: `nothing was sent: ${what} is not as actions ask: ${words}`,
  });
}
