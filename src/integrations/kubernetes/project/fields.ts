/** An object of an API server's answer, before anybody has looked at it. */
export type Fields = { readonly [name: string]: unknown };

const none: Fields = Object.freeze({});
const empty: readonly never[] = Object.freeze([]);

/*
 * Readers for fields that may be missing or of another type: then they give what an absent field means. They take the
 * value, not its name, because that is what the engine can make fast (docs/adr/0015).
 */

/** The object, or one without fields. */
export function fields(value: unknown): Fields {
  return isFields(value) ? value : none;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : empty;
}

export function text(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise;
}

/** Null for what is missing or empty. */
export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function number(value: unknown, otherwise = 0): number {
  return typeof value === 'number' ? value : otherwise;
}

export function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

export function flag(value: unknown): boolean {
  return value === true;
}

/** Only what is a text. */
export function texts(value: unknown): readonly string[] {
  return list(value).filter((item) => typeof item === 'string');
}

/** A number or a name, as a text: ports, percentages. */
export function numberOrName(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return textOrNull(value);
}

/** Labels and the like: names to texts. */
export function textMap(value: unknown): Readonly<Record<string, string>> {
  if (!isFields(value)) return {};
  return isTextMap(value)
    ? value
    : Object.fromEntries(Object.entries(value).filter((entry) => isTextEntry(entry)));
}

function isTextMap(value: Fields): value is Readonly<Record<string, string>> {
  for (const name in value) if (typeof value[name] !== 'string') return false;
  return true;
}

function isTextEntry(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}
