import type { Fields } from '../model.ts';

/** How many characters a block shows: every text in it, however deep. */
export const charactersOf = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + charactersOf(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, inner]) =>
      sum + (name === 'text' && typeof inner === 'string' ? inner.length : charactersOf(inner)),
    0,
  );
};

/** How many blocks, elements and text objects there are, however deep. */
export const containersIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + containersIn(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const own = typeof (value as Fields).type === 'string' ? 1 : 0;
  return own + containersIn(Object.values(value));
};

/** The action ids in a block, with where each stands. */
export const elementIds = (block: Fields): { actionId: string; path: string }[] => {
  const found: { actionId: string; path: string }[] = [];
  const look = (value: unknown, path: string): void => {
    const actionId = typeof value === 'object' && value !== null ? (value as Fields).action_id : undefined;
    if (typeof actionId === 'string') found.push({ actionId, path });
  };
  look(block.accessory, '/accessory');
  look(block.element, '/element');
  const elements = Array.isArray(block.elements) ? block.elements : [];
  for (const [index, element] of elements.entries()) look(element, `/elements/${index}`);
  return found;
};
