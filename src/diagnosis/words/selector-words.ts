import type { Selector } from '../../domain/cluster/meta.ts';

/** A label selector in one line: `app=web, tier in (a, b)`; `everything` when it is empty. */
export function selectorWords({ labels, expressions }: Selector): string {
  const parts = [
    ...Object.entries(labels).map(([key, value]) => `${key}=${value}`),
    ...expressions.map(({ key, operator, values }) =>
      values.length === 0 ? `${key} ${operator}` : `${key} ${operator} (${values.join(', ')})`,
    ),
  ];
  return parts.length === 0 ? 'everything' : parts.join(', ');
}
