import { randomUUID } from 'node:crypto';
import { MINUTE, SECOND } from '../domain/instant.ts';
import type { OpenChangers } from '../integrations/kubernetes/create-changers.ts';
import type { JobHandlers } from '../integrations/queue/job-names.ts';
import { executeAction } from '../workflows/execute-action.ts';
import type { ExecutionTimes } from '../workflows/execution/executor-deps.ts';
import { planAction } from '../workflows/plan-action.ts';
import type { World } from './create-world.ts';

/**
 * The API server gives up a request after a minute at the latest, whether anybody waits or not
 * (https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/, --request-timeout).
 */
export const EXECUTION_TIMES: ExecutionTimes = {
  preparing: 30 * SECOND,
  request: 15 * SECOND,
  serving: 60 * SECOND,
  lease: 90 * SECOND,
  verifying: 10 * MINUTE,
};

/** Which workflow does which job of the executor, the only role that gets the clusters' write identities. */
export function executorHandlers(
  world: World,
  { changers, times }: { readonly changers: OpenChangers; readonly times: ExecutionTimes },
): Pick<JobHandlers, 'plan' | 'execute'> {
  const { config, clock, logger, store, jobs, slack, clusters, digests } = world;
  const deps = {
    ...store,
    ...{ clock, logger, jobs, clusters, digests, times },
    rehearsals: changers.rehearsals,
    directory: slack.directory,
    rules: config.gate,
    newToken: randomUUID,
  };
  return {
    plan: ({ id, proposal }) => planAction(deps, id, proposal),
    execute: ({ id, proposal }) => executeAction({ ...deps, writers: changers.writers }, id, proposal),
  };
}
