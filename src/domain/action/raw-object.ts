import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** What stands at a path of an object of an API server; undefined: nothing. A list's members go by their index. */
export function rawAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((at, step) => {
    if (Array.isArray(at)) return at[Number(step)];
    return isJsonObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }, value);
}

/** The text at a path; '' for anything else. */
export function rawText(value: Json | undefined, ...path: readonly string[]): string {
  const found = rawAt(value, path);
  return typeof found === 'string' ? found : '';
}

/** The whole number at a path; null for anything else. */
export function rawNumber(value: Json | undefined, ...path: readonly string[]): number | null {
  const found = rawAt(value, path);
  return typeof found === 'number' && Number.isInteger(found) ? found : null;
}

/** True only for a true at that path: what is left out counts as false, as the API server means it. */
export function rawFlag(value: Json | undefined, ...path: readonly string[]): boolean {
  return rawAt(value, path) === true;
}

/** The members of the list at a path; none for anything else. */
export function rawList(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = rawAt(value, path);
  return Array.isArray(found) ? found : [];
}

/** The object at a path; an empty one for anything else. */
export function rawMap(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = rawAt(value, path);
  return isJsonObject(found) ? found : {};
}

/** An object without one of its fields. */
export function without(map: JsonObject, field: string): JsonObject {
  return Object.fromEntries(Object.entries(map).filter(([key]) => key !== field));
}

/** The uid that the API server gave an object; '' when it has none. */
export function rawUid(value: Json | undefined): string {
  return rawText(value, 'metadata', 'uid');
}

/** A path as a JSON pointer (RFC 6901): `/metadata/annotations/keyturn.dev~1request`. */
export function pointerOf(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
