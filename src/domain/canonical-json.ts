/**
 * One text for one value: object keys in the order of their UTF-16 code units, no spaces, numbers as JSON writes them
 * (the rules of RFC 8785). A property that is undefined is left out, as JSON.stringify does. Values that JSON has no
 * word for (functions, NaN, infinities, bigint) throw a TypeError: a chain over "null" would hide that they were lost.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object') return `{${members(value).join(',')}}`;
  throw new TypeError(`canonical JSON has no text for a ${typeof value}`);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('canonical JSON has no text for this number');
  return JSON.stringify(value);
}

function members(object: object): string[] {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  // Keys of one object differ, so the comparison never has to answer "equal".
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, value]) => `${JSON.stringify(key)}:${canonicalJson(value)}`);
}
