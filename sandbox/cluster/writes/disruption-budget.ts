import type { ClusterObject } from '../cluster-object.ts';
import type { ClusterWorld } from '../cluster-world.ts';
import { StatusFailure } from '../http/status-failure.ts';
import { selects } from '../selectors/selects.ts';
import { isReady } from '../store/pod-readiness.ts';
import { putObject, timeOf } from './commit-write.ts';

export type BudgetStatus = {
  observedGeneration?: number;
  disruptionsAllowed?: number;
  currentHealthy?: number;
  desiredHealthy?: number;
  disruptedPods?: Record<string, string>;
  [field: string]: unknown;
};

const SHELF = 'policy/poddisruptionbudgets';

/** Takes one disruption for this pod from its budget; throws the server's 500 and 429. A dry run only looks. */
export function spendBudget(world: ClusterWorld, pod: ClusterObject, dryRun: boolean): void {
  const budgets = world.store.list(SHELF).filter(({ object }) => {
    const { selector } = (object.spec ?? {}) as { selector?: unknown };
    return object.metadata.namespace === pod.metadata.namespace && selects(selector, pod.metadata.labels);
  });
  if (budgets.length > 1) {
    throw new StatusFailure({
      code: 500,
      message:
        'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    });
  }
  const budget = budgets[0]?.object;
  if (budget && !isFree(budget, pod)) spend(world, budget, pod, dryRun);
}

/** Pods that do not count as healthy anyway, by the budget's unhealthyPodEvictionPolicy. */
function isFree({ spec, status }: ClusterObject, pod: ClusterObject): boolean {
  if (isReady(pod)) return false;
  const { unhealthyPodEvictionPolicy: policy } = spec as { unhealthyPodEvictionPolicy?: string };
  if (policy === 'AlwaysAllow') return true;
  const { currentHealthy = 0, desiredHealthy = 0 } = (status ?? {}) as BudgetStatus;
  return desiredHealthy > 0 && currentHealthy >= desiredHealthy;
}

function spend(world: ClusterWorld, budget: ClusterObject, pod: ClusterObject, dryRun: boolean): void {
  const status = (budget.status ?? {}) as BudgetStatus;
  const { name, generation = 1 } = budget.metadata;
  if ((status.observedGeneration ?? generation) < generation) {
    throw tooMany(
      `The disruption budget ${name} is still being processed by the server.`,
      { 'retry-after': '10' },
      10,
    );
  }
  const allowed = status.disruptionsAllowed ?? 0;
  if (allowed <= 0) {
    throw tooMany(
      `The disruption budget ${name} needs ${status.desiredHealthy ?? 0} healthy pods and has ${status.currentHealthy ?? 0} currently`,
    );
  }
  if (dryRun) return;
  const kind = world.kinds.ofObject(budget);
  if (!kind) return;
  const disruptedPods = { ...status.disruptedPods, [pod.metadata.name]: timeOf(world) };
  putObject(world, kind, {
    ...budget,
    status: { ...status, disruptedPods, disruptionsAllowed: allowed - 1 },
  });
}

const tooMany = (why: string, headers?: Record<string, string>, retryAfterSeconds?: number): StatusFailure =>
  new StatusFailure({
    code: 429,
    reason: 'TooManyRequests',
    message: "Cannot evict pod as it would violate the pod's disruption budget.",
    details: {
      causes: [{ reason: 'DisruptionBudget', message: why }],
      ...(retryAfterSeconds ? { retryAfterSeconds } : {}),
    },
    ...(headers ? { headers } : {}),
  });
