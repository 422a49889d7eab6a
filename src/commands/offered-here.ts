import type { Action } from '../domain/action/action.ts';
import { actions } from '../domain/action/actions.ts';
import type { Incident } from '../domain/incident.ts';
import { offeredActions } from '../domain/proposal/offered-actions.ts';
import { clusterOf } from '../domain/query/choose-cluster.ts';
import type { Ask } from './ask.ts';

/**
 * The actions that are offered somewhere in the incident's cluster, in the order in which people meet them; in every
 * cluster when it is not known which one it is about.
 */
export function offeredHere({ deps }: Pick<Ask, 'deps'>, { policy }: Incident): readonly Action[] {
  const { clusters } = deps.asking;
  const own = clusterOf(clusters, policy.cluster);
  const names = new Set(
    (own === null ? clusters : [own]).flatMap((one) => offeredActions(deps.gate, one, null)),
  );
  return actions.filter(({ name }) => names.has(name));
}
