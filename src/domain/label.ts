import type { Labels } from './alert.ts';

/**
 * A label's value; '' when there is none. For Alertmanager an absent label and an empty one are the same, and a label
 * may be called `constructor`, so only own properties count.
 */
export function labelOf(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

/** The labels that all of these have in common, with equal values. */
export function commonLabels(sets: readonly Labels[]): Labels {
  const [first, ...rest] = sets;
  if (!first) return {};
  const shared = Object.entries(first).filter(([name, value]) =>
    rest.every((other) => labelOf(other, name) === value),
  );
  return Object.fromEntries(shared);
}
