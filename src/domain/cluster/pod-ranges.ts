import { type Block, blockAround, blockOf } from './address-range.ts';
import type { Node } from './node.ts';

/** The range that nodes get their blocks of pod addresses from, as far as the blocks show. */
export type PodRange = {
  /** The smallest block that holds all of them: the real one may be larger. */
  readonly around: Block;
  /** Of each node's block: 24 for a /24. */
  readonly bits: number;
  readonly used: number;
  readonly total: number;
};

/** Looks at the blocks of the commonest size; null when nodes have none (their addresses come from elsewhere). */
export function podRangeOf(nodes: readonly Node[]): PodRange | null {
  const blocks = nodes.flatMap(({ podCidr }) => (podCidr === null ? [] : (blockOf(podCidr) ?? [])));
  const [commonest] = [...Map.groupBy(blocks, ({ bits }) => bits).entries()].sort(
    (a, b) => b[1].length - a[1].length,
  );
  const around = commonest ? blockAround(commonest[1]) : null;
  if (!commonest || !around) return null;
  const [bits, same] = commonest;
  return {
    around,
    bits,
    used: new Set(same.map(({ first }) => first)).size,
    total: 2 ** (bits - around.bits),
  };
}
