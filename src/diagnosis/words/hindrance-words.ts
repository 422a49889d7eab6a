import type { Hindrance } from '../../domain/cluster/fit.ts';
import { quantityWords } from '../../domain/cluster/quantity-words.ts';
import { countOf } from '../../domain/wording/alert-words.ts';

/** What one kind of hindrance is, without the node's own numbers: for counting nodes by it. */
function hindranceKind(hindrance: Hindrance): string {
  if (hindrance.kind === 'resource') return `too little ${hindrance.resource}`;
  if (hindrance.kind === 'taint') return `taint ${hindrance.taint}`;
  if (hindrance.kind === 'selector') return 'not the labels it asks for';
  return hindrance.kind === 'slots' ? 'no pod slot free' : 'cordoned';
}

/** One hindrance with its numbers: `asks memory 4Gi, free 1.2Gi`. */
export function hindranceWords(hindrance: Hindrance): string {
  if (hindrance.kind === 'slots') return `all ${hindrance.slots} pod slots taken`;
  if (hindrance.kind !== 'resource') return hindranceKind(hindrance);
  const { resource, asks, free, never } = hindrance;
  const bound = never ? 'more than the node has' : `free ${quantityWords(resource, free)}`;
  return `asks ${resource} ${quantityWords(resource, asks)}, ${bound}`;
}

/** `9 nodes: too little memory; 3 nodes: cordoned`: how many nodes each hindrance rules out, the most first. */
export function countedHindrances(nodes: readonly (readonly Hindrance[])[]): string {
  const kinds = nodes.flatMap((hindrances) => [...new Set(hindrances.map(hindranceKind))]);
  return [...Map.groupBy(kinds, (kind) => kind)]
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, 4)
    .map(([kind, list]) => `${countOf(list.length, 'node')}: ${kind}`)
    .join('; ');
}
