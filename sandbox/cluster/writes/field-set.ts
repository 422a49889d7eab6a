import { isDeepStrictEqual } from 'node:util';
import { isMap, type Json, type JsonMap } from '../patches/json-value.ts';
import { ownershipKeysOf } from '../patches/merge-keys.ts';

/** A FieldsV1 tree: `f:` fields, `k:` items of lists, `.` the place itself. */
export type FieldSet = { [step: string]: FieldSet };

/** Objects that are owned as one. */
const ATOMIC = new Set(['selector', 'nodeSelector', 'securityContext', 'involvedObject', 'podSelector']);
/** Parts that are always there, and so are nobody's. */
const ALWAYS = new Set(['metadata', 'spec', 'status', 'template', 'strategy', 'jobTemplate', 'source']);
/** What the server itself keeps. */
const UNOWNED = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.resourceVersion',
  'metadata.generation',
  'metadata.creationTimestamp',
  'metadata.managedFields',
  'metadata.deletionTimestamp',
  'metadata.deletionGracePeriodSeconds',
];

/** The fields whose value a write set or changed, and those that it took away. */
export function changedFields(before: Json, after: Json): { set: FieldSet; removed: FieldSet } {
  return { set: differing(before, after, []), removed: differing(after, before, [], true) };
}

function differing(from: Json, to: Json, path: string[], onlyGone = false): FieldSet {
  const set: FieldSet = {};
  if (!isMap(to)) return set;
  const field = path.at(-1) ?? '';
  if (!isMap(from) && field !== '' && !ALWAYS.has(field)) set['.'] = {};
  for (const [name, value] of Object.entries(to)) {
    const at = [...path, name];
    if (UNOWNED.includes(at.join('.'))) continue;
    const old = isMap(from) ? from[name] : undefined;
    if (
      value === undefined ||
      isDeepStrictEqual(old, value) ||
      (onlyGone && isLeaf(value, name, field) && old !== undefined)
    )
      continue;
    const part = partOf(old, value, at, onlyGone);
    if (part) set[`f:${name}`] = part;
  }
  return set;
}

const isLeaf = (value: Json, name: string, parent: string): boolean =>
  isMap(value) ? ATOMIC.has(name) : !Array.isArray(value) || !ownershipKeysOf(name, parent);

function partOf(old: Json, value: Json, path: string[], onlyGone: boolean): FieldSet | undefined {
  const name = path.at(-1) ?? '';
  const parent = path.at(-2) ?? '';
  if (isLeaf(value, name, parent)) return {};
  const part = isMap(value)
    ? differing(old, value, path, onlyGone)
    : itemsOf(old, value as Json[], path, ownershipKeysOf(name, parent) ?? [], onlyGone);
  return Object.keys(part).length > 0 || (isMap(value) && old === undefined) ? part : undefined;
}

function itemsOf(old: Json, items: Json[], path: string[], keys: string[], onlyGone: boolean): FieldSet {
  const set: FieldSet = old === undefined ? { '.': {} } : {};
  const step = (item: JsonMap) =>
    `k:${JSON.stringify(Object.fromEntries(keys.map((key) => [key, item[key]])))}`;
  const known = new Map((Array.isArray(old) ? old : []).filter(isMap).map((item) => [step(item), item]));
  for (const item of items.filter(isMap)) {
    const name = step(item);
    const part = differing(known.get(name), item, path, onlyGone);
    if (Object.keys(part).length > 0) set[name] = part;
  }
  return set;
}

/** Both sets as one. */
export function union(one: FieldSet, other: FieldSet): FieldSet {
  const all: FieldSet = { ...one };
  for (const [step, part] of Object.entries(other))
    all[step] = step in one ? union(one[step] ?? {}, part) : part;
  return all;
}

/** What is left of a set without the leaves of another; undefined when that is nothing. */
export function without(set: FieldSet, taken: FieldSet): FieldSet | undefined {
  const rest: FieldSet = {};
  for (const [step, part] of Object.entries(set)) {
    const gone = taken[step];
    if (!gone) rest[step] = part;
    else {
      const left = Object.keys(part).length === 0 ? undefined : without(part, gone);
      if (left) rest[step] = left;
    }
  }
  return Object.keys(rest).length > 0 ? rest : undefined;
}
