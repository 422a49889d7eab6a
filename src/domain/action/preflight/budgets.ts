import type { ClusterView } from '../../cluster/cluster-view.ts';
import { isReady } from '../../cluster/conditions.ts';
import type { Pod } from '../../cluster/pod.ts';
import { isMeant } from '../../cluster/runs.ts';
import { selects } from '../../cluster/selector.ts';
import type { PodDisruptionBudget } from '../../cluster/small-kinds.ts';
import type { Refused } from '../../result.ts';
import { because } from '../scene.ts';
import type { Warning } from '../warning.ts';
import { named } from './counted.ts';

/** The disruption budgets that a pod counts for. */
export function budgetsOf({ namespace, labels }: Pod, view: ClusterView): readonly PodDisruptionBudget[] {
  return view.poddisruptionbudgets.filter(
    (budget) => budget.namespace === namespace && selects(budget.selector, labels),
  );
}

/**
 * Why the API server would refuse to evict a pod: two budgets (it answers 500: measured), or one that allows none. Pods
 * that wait, have ended or go already are evicted whatever budgets say; one that is not ready may be let go, too
 * (unhealthyPodEvictionPolicy), which the dry run tells.
 */
export function budgetRefusal(pod: Pod, view: ClusterView): Refused | null {
  const budgets = budgetsOf(pod, view);
  if (!isMeant(pod) || pod.phase === 'Pending') return null;
  if (budgets.length > 1) {
    return because(
      `${budgets.length} disruption budgets cover this pod (${named(budgets.map(({ name }) => name))}). ` +
        'Kubernetes evicts no such pod: let only one of them cover it.',
    );
  }
  const [budget] = budgets;
  if (!budget || budget.disruptionsAllowed > 0 || !isReady(pod)) return null;
  return because(
    `Disruption budget ${budget.namespace}/${budget.name} allows no pod to go now${limitWords(budget)}. ` +
      'Wait until more of its pods are ready.',
  );
}

/** What is done to budgets by something that does not ask them. `what`: `A deletion`. */
export function bypassWarnings(what: string, pod: Pod, view: ClusterView): readonly Warning[] {
  return budgetsOf(pod, view).map(({ namespace, name, disruptionsAllowed }) => ({
    id: `budget-bypassed:${namespace}/${name}`,
    level: disruptionsAllowed > 0 ? 'note' : 'must-acknowledge',
    sentence:
      disruptionsAllowed > 0
        ? `${what} does not ask disruption budget ${namespace}/${name} (it would allow ${disruptionsAllowed}). An eviction does.`
        : `${what} bypasses disruption budget ${namespace}/${name}, which allows no pod to go now. An eviction would be refused.`,
    measure: disruptionsAllowed > 0 ? 0 : 1,
  }));
}

function limitWords({ minAvailable, maxUnavailable }: PodDisruptionBudget): string {
  if (minAvailable !== null) return ` (at least ${minAvailable} must be available)`;
  return maxUnavailable === null ? '' : ` (at most ${maxUnavailable} may be unavailable)`;
}
