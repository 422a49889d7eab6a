import type { Quantities } from './meta.ts';
import type { PodSpec } from './pod-spec.ts';

/**
 * What a pod asks of a node: the sum over containers and sidecars, or what a single init container asks if that is more
 * (https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers). CPU in
 * millicores, memory in bytes, anything else as a count.
 */
export function podRequests({ containers }: PodSpec): Quantities {
  const total: Record<string, number> = {};
  for (const { role, requests } of containers) {
    if (role === 'init') continue;
    for (const [resource, amount] of Object.entries(requests))
      total[resource] = (total[resource] ?? 0) + amount;
  }
  for (const { role, requests } of containers) {
    if (role !== 'init') continue;
    for (const [resource, amount] of Object.entries(requests)) {
      total[resource] = Math.max(total[resource] ?? 0, amount);
    }
  }
  return total;
}
