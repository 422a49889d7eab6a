import type { LabelSelector } from '../tables/containers-cells.ts';
import type { Labels } from './label-selector.ts';

type Expression = { key: string; operator: string; values?: readonly string[] };

/** Whether a selector object fits these labels. An empty one fits all; one that is not there fits none. */
export function selects(selector: unknown, labels: Labels = {}): boolean {
  if (typeof selector !== 'object' || selector === null) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector as LabelSelector & {
    matchExpressions?: Expression[];
  };
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    (matchExpressions as Expression[]).every((one) => expressionFits(one, labels))
  );
}

/** Whether the plain selector of a Service fits; one without labels selects nothing. */
export const selectsPlain = (selector: unknown, labels: Labels = {}): boolean => {
  if (typeof selector !== 'object' || selector === null || Object.keys(selector).length === 0) return false;
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
};

function expressionFits({ key, operator, values = [] }: Expression, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}
