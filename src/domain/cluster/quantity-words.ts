import type { Quantities } from './meta.ts';

const binary: readonly (readonly [string, number])[] = [
  ['Ti', 1024 ** 4],
  ['Gi', 1024 ** 3],
  ['Mi', 1024 ** 2],
  ['Ki', 1024],
];

/**
 * A quantity as people write it in YAML: CPU comes in as millicores (`250m`, `2`), memory and storage as bytes (`512Mi`,
 * `1.5Gi`), anything else as a count.
 */
export function quantityWords(resource: string, amount: number): string {
  if (resource === 'cpu') return amount % 1_000 === 0 ? `${amount / 1_000}` : `${rounded(amount)}m`;
  if (!/memory|storage/.test(resource)) return `${rounded(amount)}`;
  const unit = binary.find(([, size]) => amount >= size);
  return unit ? `${rounded(amount / unit[1])}${unit[0]}` : `${rounded(amount)}`;
}

/** All of them in the order of their names: `cpu 250m, memory 512Mi`; `-` when there are none. */
export function quantitiesWords(quantities: Quantities): string {
  const words = Object.keys(quantities)
    .sort()
    .map((resource) => `${resource} ${quantityWords(resource, quantities[resource] ?? 0)}`);
  return words.length === 0 ? '-' : words.join(', ');
}

function rounded(amount: number): number {
  return Math.round(amount * 10) / 10;
}
