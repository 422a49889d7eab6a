type Container = { name: string; image?: string };

export type LabelSelector = {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
};

/** The names and the images of containers, for the two wide columns. */
export const containerCells = (containers: readonly Container[]): [string, string] => [
  containers.map(({ name }) => name).join(','),
  containers.map(({ image }) => image ?? '').join(','),
];

/** Labels as `a=b,c=d`, sorted; `<none>` without any. */
export function labelsCell(labels: Record<string, string> | undefined): string {
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return pairs.length > 0 ? pairs.sort().join(',') : '<none>';
}

/** The selector of a ReplicationController, which is older than the other form: plain labels. */
const isPlain = (selector: LabelSelector | Record<string, string>): selector is Record<string, string> =>
  Object.values(selector).some((value) => typeof value === 'string');

/** A selector of a spec as kubectl writes it: all requirements sorted by their key. */
export function selectorCell(selector: LabelSelector | Record<string, string> | undefined): string {
  if (!selector) return '<none>';
  if (isPlain(selector)) return labelsCell(selector);
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const parts = [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...matchExpressions.map(({ key, operator, values = [] }) => ({
      key,
      text: expression(key, operator, values),
    })),
  ];
  if (parts.length === 0) return '<none>';
  return parts
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ text }) => text)
    .join(',');
}

function expression(key: string, operator: string, values: string[]): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  return `${key} ${operator === 'In' ? 'in' : 'notin'} (${[...values].sort().join(',')})`;
}
