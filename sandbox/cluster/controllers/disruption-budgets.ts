import type { ClusterObject } from '../cluster-object.ts';
import { selects } from '../selectors/selects.ts';
import { isReady } from '../store/pod-readiness.ts';
import { timeOf } from '../writes/commit-write.ts';
import type { BudgetStatus } from '../writes/disruption-budget.ts';
import { type ControllerContext, controllerOf, objectsIn, writeStatus } from './controller-context.ts';
import { isActive } from './owned-pods.ts';

/** For so long a pod that was allowed to go counts as gone. */
const DISRUPTED_MS = 120_000;

type Condition = { type: string; status: string; lastTransitionTime?: string };
type Spec = { minAvailable?: number | string; maxUnavailable?: number | string; selector?: unknown };

/** Counts the healthy pods of each budget in namespaces where something was written. */
export function disruptionBudgets(context: ControllerContext): void {
  const { world } = context;
  for (const budget of objectsIn(world, 'policy/poddisruptionbudgets')) {
    const { namespace, uid = '' } = budget.metadata;
    const { selector } = budget.spec as Spec;
    const pods = objectsIn(world, '/pods', namespace).filter((pod) => selects(selector, pod.metadata.labels));
    const isTouched = [uid, ...pods.flatMap((pod) => [pod.metadata.uid ?? '', controllerOf(pod) ?? ''])].some(
      (id) => world.touched.has(id),
    );
    if (isTouched) reconcile(context, budget, pods.filter(isActive));
  }
}

function reconcile(context: ControllerContext, budget: ClusterObject, pods: readonly ClusterObject[]): void {
  const { world } = context;
  const before = (budget.status ?? {}) as BudgetStatus & { conditions?: Condition[] };
  const disruptedPods = stillDisrupted(context, before.disruptedPods ?? {}, pods);
  const counted = pods.filter((pod) => isReady(pod) && !(pod.metadata.name in disruptedPods));
  const expected = expectedPods(context, pods);
  const desired = desiredOf(budget.spec as Spec, expected);
  const allowed = Math.max(0, expected === 0 ? 0 : counted.length - desired);
  const observedGeneration = budget.metadata.generation ?? 1;
  const old = before.conditions?.find(({ type }) => type === 'DisruptionAllowed');
  const status = allowed > 0 ? 'True' : 'False';
  const condition = {
    type: 'DisruptionAllowed',
    status,
    observedGeneration,
    lastTransitionTime: (old?.status === status ? old.lastTransitionTime : undefined) ?? timeOf(world),
    reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
    message: '',
  };
  writeStatus(
    context,
    budget,
    {
      observedGeneration,
      disruptedPods: Object.keys(disruptedPods).length > 0 ? disruptedPods : undefined,
      disruptionsAllowed: allowed,
      currentHealthy: counted.length,
      desiredHealthy: desired,
      expectedPods: expected,
      conditions: [condition],
    },
    ['disruptionsAllowed', 'currentHealthy', 'desiredHealthy', 'expectedPods'],
  );
}

function stillDisrupted(
  context: ControllerContext,
  disrupted: Record<string, string>,
  pods: readonly ClusterObject[],
): Record<string, string> {
  const kept = Object.entries(disrupted).filter(([name, at]) => {
    const until = Date.parse(at) + DISRUPTED_MS;
    const isThere = pods.some(({ metadata }) => metadata.name === name);
    if (isThere && context.world.now() < until) context.wake(until);
    return isThere && context.world.now() < until;
  });
  return Object.fromEntries(kept);
}

/** How many pods their owners want, or how many there are. */
function expectedPods({ world }: ControllerContext, pods: readonly ClusterObject[]): number {
  const owners = new Set(pods.map(controllerOf));
  const shelves = ['apps/replicasets', 'apps/statefulsets'];
  const sets = shelves
    .flatMap((shelf) => objectsIn(world, shelf))
    .filter(({ metadata }) => owners.has(metadata.uid));
  const deployments = new Set(sets.map(controllerOf));
  const scaled = [
    ...objectsIn(world, 'apps/deployments').filter(({ metadata }) => deployments.has(metadata.uid)),
    ...sets.filter((set) => controllerOf(set) === undefined),
  ];
  const wanted = scaled.reduce(
    (sum, { spec }) => sum + Number((spec as { replicas?: number }).replicas ?? 1),
    0,
  );
  return wanted > 0 ? wanted : pods.length;
}

function desiredOf({ minAvailable, maxUnavailable }: Spec, expected: number): number {
  const part = (value: number | string) =>
    typeof value === 'number' ? value : Math.ceil((Number.parseFloat(value) / 100) * expected);
  if (maxUnavailable !== undefined) return Math.max(0, expected - part(maxUnavailable));
  return part(minAvailable ?? 1);
}
