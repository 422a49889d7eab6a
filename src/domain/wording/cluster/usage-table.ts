import type { Quantities } from '../../cluster/meta.ts';
import type { Node } from '../../cluster/node.ts';
import type { Pod } from '../../cluster/pod.ts';
import { quantityWords } from '../../cluster/quantity-words.ts';
import type { Usage } from '../../cluster/small-kinds.ts';
import type { Grid } from './phone-table.ts';

/** What pods use beside what they asked for (CPU) and may have at most (memory), the hungriest first. */
export function podUsageGrid(usage: readonly Usage[], pods: readonly Pod[]): Grid {
  const byName = new Map(pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  const several = new Set(usage.map(({ namespace }) => namespace)).size > 1;
  return {
    heads: ['name', ...(several ? ['ns'] : []), 'cpu/req', 'mem/lim'],
    rows: hungriest(usage).map(({ namespace, name, uses }) => {
      const pod = byName.get(`${namespace}/${name}`);
      return [
        name,
        ...(several ? [namespace ?? ''] : []),
        beside('cpu', uses, pod ? total(pod, 'requests', 'cpu') : null),
        beside('memory', uses, pod ? total(pod, 'limits', 'memory') : null),
      ];
    }),
  };
}

/** What nodes use of what pods may have of them, the hungriest first. */
export function nodeUsageGrid(usage: readonly Usage[], nodes: readonly Node[]): Grid {
  const byName = new Map(nodes.map((node) => [node.name, node.allocatable]));
  return {
    heads: ['name', 'cpu', 'cpu%', 'memory', 'mem%'],
    rows: hungriest(usage).map(({ name, uses }) => {
      const room = byName.get(name) ?? {};
      return [
        name,
        usageWords('cpu', uses),
        share(amount(uses, 'cpu'), amount(room, 'cpu')),
        usageWords('memory', uses),
        share(amount(uses, 'memory'), amount(room, 'memory')),
      ];
    }),
  };
}

/** What is used now changes all the time: whole millicores and MiB say enough. */
export function usageWords(resource: string, uses: Quantities): string {
  const used = amount(uses, resource) ?? 0;
  const unit = resource === 'memory' && used < 1024 ** 3 ? 1024 ** 2 : 1;
  return quantityWords(resource, Math.ceil(used / unit) * unit);
}

/** By CPU, then by memory. */
export function hungriest(usage: readonly Usage[]): readonly Usage[] {
  const of = ({ uses }: Usage, resource: string) => amount(uses, resource) ?? 0;
  return [...usage].sort((a, b) => of(b, 'cpu') - of(a, 'cpu') || of(b, 'memory') - of(a, 'memory'));
}

/** The sum over the containers that run; null when one of them has none: then there is no bound. */
function total({ spec }: Pod, bound: 'requests' | 'limits', resource: string): number | null {
  let sum = 0;
  for (const container of spec.containers.filter(({ role }) => role !== 'init')) {
    const each = amount(container[bound], resource);
    if (each === null) return null;
    sum += each;
  }
  return sum;
}

function beside(resource: string, uses: Quantities, bound: number | null): string {
  return `${usageWords(resource, uses)}/${bound === null ? '-' : quantityWords(resource, bound)}`;
}

function share(used: number | null, room: number | null): string {
  return used === null || room === null || room === 0 ? '-' : `${Math.round((used / room) * 100)}%`;
}

function amount(quantities: Quantities, resource: string): number | null {
  return Object.hasOwn(quantities, resource) ? (quantities[resource] ?? null) : null;
}
