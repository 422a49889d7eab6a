import type { CleanText } from './clean-text.ts';

/**
 * A copy of a fact, an episode or the like with every text in it clean, names of labels included. It is done before
 * anything is cut or joined: half a secret, or one spread over two lines, nobody would know for what it is.
 */
export function cleanValue<T>(value: T, clean: CleanText): T {
  // The shape stays: only texts are replaced, by texts.
  return copyOf(value, clean) as T;
}

function copyOf(value: unknown, clean: CleanText): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((item) => copyOf(item, clean));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [clean(name), copyOf(item, clean)]));
}
