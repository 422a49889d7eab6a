import type { Quantities } from '../../../domain/cluster/meta.ts';
import type { Usage } from '../../../domain/cluster/small-kinds.ts';
import { type Fields, fields, list, text, textOrNull } from './fields.ts';
import type { Reading } from './reading.ts';

/** PodMetrics of metrics.k8s.io: what a pod uses is the sum of its containers. */
export function podUsage(item: Fields, reading: Reading): Usage {
  const containers: Record<string, Quantities> = {};
  const sum: Record<string, number> = {};
  for (const entry of list(item.containers)) {
    const { name, usage } = fields(entry);
    const uses = reading.quantities(usage);
    containers[text(name)] = uses;
    for (const resource in uses) sum[resource] = (sum[resource] ?? 0) + (uses[resource] ?? 0);
  }
  return { ...place(item), uses: sum, containers };
}

/** NodeMetrics of metrics.k8s.io. */
export function nodeUsage(item: Fields, reading: Reading): Usage {
  return { ...place(item), uses: reading.quantities(item.usage), containers: {} };
}

function place(item: Fields): Pick<Usage, 'namespace' | 'name'> {
  const { namespace, name } = fields(item.metadata);
  return { namespace: textOrNull(namespace), name: text(name) };
}
