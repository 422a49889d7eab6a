import { quantityOf } from '../admission/quantity.ts';
import type { ClusterObject } from '../cluster-object.ts';
import { selects } from '../selectors/selects.ts';

type Toleration = { key?: string; operator?: string; value?: string; effect?: string };
type Taint = { key: string; value?: string; effect: string };
type Container = { resources?: { requests?: Record<string, string>; limits?: Record<string, string> } };
type PodSpec = {
  nodeSelector?: Record<string, string>;
  tolerations?: Toleration[];
  containers?: Container[];
  affinity?: {
    nodeAffinity?: {
      requiredDuringSchedulingIgnoredDuringExecution?: {
        nodeSelectorTerms?: { matchExpressions?: object[] }[];
      };
    };
  };
};

/** Why a pod can't run on a node, in the scheduler's words; undefined when it can. */
export function misfit(
  pod: ClusterObject,
  node: ClusterObject,
  others: readonly ClusterObject[],
): string | undefined {
  const spec = pod.spec as PodSpec;
  const { taints = [], unschedulable } = (node.spec ?? {}) as { taints?: Taint[]; unschedulable?: boolean };
  const tolerations = spec.tolerations ?? [];
  const cordon = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
  if (unschedulable && !tolerates(tolerations, cordon)) return 'node(s) were unschedulable';
  const taint = taints.find((one) => one.effect !== 'PreferNoSchedule' && !tolerates(tolerations, one));
  if (taint) return `node(s) had untolerated taint(s)`;
  if (!isWanted(spec, node)) return "node(s) didn't match Pod's node affinity/selector";
  return short(pod, node, others);
}

/** Whether the pod's node selector and its required node affinity take this node. */
function isWanted(spec: PodSpec, node: ClusterObject): boolean {
  const labels = { ...node.metadata.labels };
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return (
    Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => labels[key] === value) &&
    (terms.length === 0 || terms.some(({ matchExpressions = [] }) => selects({ matchExpressions }, labels)))
  );
}

const tolerates = (tolerations: readonly Toleration[], taint: Taint): boolean =>
  tolerations.some(
    ({ key, operator = 'Equal', value = '', effect }) =>
      (!effect || effect === taint.effect) &&
      (key ? key === taint.key : operator === 'Exists') &&
      (operator === 'Exists' || value === (taint.value ?? '')),
  );

/** What the node has too little of. */
function short(
  pod: ClusterObject,
  node: ClusterObject,
  others: readonly ClusterObject[],
): string | undefined {
  const { allocatable = {} } = (node.status ?? {}) as { allocatable?: Record<string, string> };
  if (others.length + 1 > (allocatable.pods ? quantityOf(allocatable.pods) : 110)) return 'Too many pods';
  for (const resource of ['cpu', 'memory']) {
    const all = allocatable[resource];
    if (all === undefined) continue;
    const used = [...others, pod].reduce((sum, one) => sum + requested(one, resource), 0);
    if (requested(pod, resource) > 0 && used > quantityOf(all)) return `Insufficient ${resource}`;
  }
  return undefined;
}

const requested = ({ spec }: ClusterObject, resource: string): number =>
  ((spec as PodSpec).containers ?? []).reduce(
    (sum, { resources }) =>
      sum + (quantityOf(resources?.requests?.[resource] ?? resources?.limits?.[resource] ?? '0') || 0),
    0,
  );
