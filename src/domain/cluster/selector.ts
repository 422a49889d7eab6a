import type { Selector } from './meta.ts';

type Labels = Readonly<Record<string, string>>;

/** True when the labels have every one of these pairs. An empty set of pairs is held by all labels. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  for (const key in wanted) if (labelValue(labels, key) !== wanted[key]) return false;
  return true;
}

/**
 * True when a label selector selects these labels: null selects nothing, an empty one everything, all parts must hold,
 * and NotIn also holds for labels that lack the key
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors).
 */
export function selects(selector: Selector | null, labels: Labels): boolean {
  if (selector === null || !hasLabels(labels, selector.labels)) return false;
  return selector.expressions.every((expression) => holds(expression, labelValue(labels, expression.key)));
}

function holds({ operator, values }: Selector['expressions'][number], value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

/** A label may be called `constructor`, so only own properties count. */
function labelValue(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
