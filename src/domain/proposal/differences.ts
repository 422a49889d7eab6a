import { canonicalJson } from '../canonical-json.ts';
import type { Json, JsonObject } from '../json.ts';

/** What changed at one place: a path as people read it, and its values; undefined where there was, or is, nothing. */
export type RawDifference = {
  /** `/spec/template/spec/containers[app]/image`. */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
};

/**
 * What the server and its controllers write by themselves, and what every change of ours adds: heartbeats, counters and
 * notes. They say nothing of what a change means, and differ from one minute to the next.
 */
const meaningless: readonly RegExp[] = [
  /^\/status(?:\/|$)/,
  /^\/metadata\/(?:managedFields|generation|resourceVersion|creationTimestamp|uid|selfLink)(?:[/[]|$)/,
  /^\/metadata\/annotations\/keyturn\.dev\//,
];

/** Lists whose members have names: a member is the same one wherever it stands. By the keys that Kubernetes merges by. */
const names = ['name', 'mountPath', 'containerPort', 'key', 'type'] as const;

/**
 * What differs between an object before a change and after it, in the order of the paths. Both as the API server gave
 * them (the second from a dry run). Pure and total.
 */
export function differences(before: Json, after: Json): readonly RawDifference[] {
  return walk('', before, after)
    .filter(({ path }) => !meaningless.some((pattern) => pattern.test(path)))
    .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function walk(path: string, before: Json | undefined, after: Json | undefined): readonly RawDifference[] {
  if (isObject(before) && isObject(after)) return walkFields(path, before, after);
  // The first annotation brings the whole map with it: it is told like a further one, and ours is left out all the same.
  if (isAnnotation(path) && before === undefined && isObject(after)) return walkFields(path, {}, after);
  if (isAnnotation(path) && isObject(before) && after === undefined) return walkFields(path, before, {});
  if (isList(before) && isList(after)) {
    const key = nameOf([...before, ...after]);
    if (key !== null) return walkFields(path, named(before, key), named(after, key), true);
  }
  const same = before !== undefined && after !== undefined && canonicalJson(before) === canonicalJson(after);
  return same || (before === undefined && after === undefined) ? [] : [{ path: path || '/', before, after }];
}

function walkFields(
  path: string,
  before: JsonObject,
  after: JsonObject,
  isListed = false,
): readonly RawDifference[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].flatMap((field) => {
    const step = isListed ? `[${field}]` : `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = (object: JsonObject): Json | undefined =>
      Object.hasOwn(object, field) ? object[field] : undefined;
    return walk(path + (isAnnotation(path) ? `/${field}` : step), own(before), own(after));
  });
}

/** Keys of annotations and labels have slashes of their own, and are read as they are written. */
function isAnnotation(path: string): boolean {
  return /\/(?:annotations|labels|matchLabels|nodeSelector)$/.test(path);
}

/** The key by which all members of these lists are named, each once; null: there is none. */
function nameOf(members: readonly Json[]): (typeof names)[number] | null {
  if (members.length === 0) return null;
  return names.find((name) => members.every((member) => isObject(member) && isText(member[name]))) ?? null;
}

function named(list: readonly Json[], key: string): JsonObject {
  const entries = list.map((member): [string, Json] => [isObject(member) ? String(member[key]) : '', member]);
  // Two of one name: nobody knows which is which, so they are told apart by their order.
  const seen = new Map<string, number>();
  return Object.fromEntries(
    entries.map(([name, member]) => {
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return [count === 1 ? name : `${name}#${count}`, member];
    }),
  );
}

function isText(value: Json | undefined): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
