import type { Condition } from './meta.ts';

/** The condition of this type; null when the object has none. */
export function conditionOf(
  { conditions }: { readonly conditions: readonly Condition[] },
  type: string,
): Condition | null {
  return conditions.find((condition) => condition.type === type) ?? null;
}

/**
 * True for a pod or node whose Ready condition is True. Containers' own `ready` does not count: on a node that died
 * they stay ready, and only the condition turns.
 */
export function isReady(object: { readonly conditions: readonly Condition[] }): boolean {
  return conditionOf(object, 'Ready')?.status === 'True';
}
