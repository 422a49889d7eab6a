import type { Node, Taint } from './node.ts';
import type { NodeTerm, PodSpec, Toleration } from './pod-spec.ts';
import { hasLabels } from './selector.ts';

/**
 * True when a pod may run in spite of a taint. An empty key with Exists tolerates everything, Exists ignores the value,
 * and no effect means every effect (https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/).
 */
function tolerates(tolerations: readonly Toleration[], taint: Taint): boolean {
  return tolerations.some(
    ({ key, operator, value, effect }) =>
      (effect === null || effect === taint.effect) &&
      (key === null ? operator === 'Exists' : key === taint.key) &&
      (operator === 'Exists' || value === taint.value),
  );
}

/** The taints of a node that keep a new pod of this spec away. */
export function untolerated(
  spec: Pick<PodSpec, 'tolerations'>,
  node: Pick<Node, 'taints'>,
): readonly Taint[] {
  return node.taints.filter(
    (taint) => taint.effect !== 'PreferNoSchedule' && !tolerates(spec.tolerations, taint),
  );
}

/** True when a node has the labels that the spec's node selector and required node affinity ask for. */
export function isSelected(
  { nodeSelector, nodeTerms }: Pick<PodSpec, 'nodeSelector' | 'nodeTerms'>,
  { labels, name }: Pick<Node, 'labels' | 'name'>,
): boolean {
  if (!hasLabels(labels, nodeSelector)) return false;
  return nodeTerms.length === 0 || nodeTerms.some((term) => term.every((part) => holds(part, labels, name)));
}

function holds(
  { key, operator, values }: NodeTerm[number],
  labels: Readonly<Record<string, string>>,
  name: string,
): boolean {
  // The scheduler's only field selector; the adapter hands it over as a key.
  const value = key === 'metadata.name' ? name : Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  if (operator === 'NotIn') return value === undefined || !values.includes(value);
  if (value === undefined) return false;
  if (operator === 'In') return values.includes(value);
  const [bound] = values.map(Number);
  if (bound === undefined) return false;
  return operator === 'Gt' ? Number(value) > bound : Number(value) < bound;
}

/** True when new pods of this spec may be placed on a node, leaving aside what is free there. */
export function mayHost(spec: PodSpec, node: Node): boolean {
  return !node.unschedulable && untolerated(spec, node).length === 0 && isSelected(spec, node);
}
