import { badRequest } from '../http/status-failure.ts';
import { isMap, type Json, type JsonMap } from './json-value.ts';
import { isSet, mergeKeyOf } from './merge-keys.ts';

const DIRECTIVE = '$patch';
const PARALLEL = /^\$(setElementOrder|deleteFromPrimitiveList)\/(.+)$/;

/**
 * Applies a strategic merge patch: as a merge patch, but the items of the lists that have a merge key are merged, and
 * `$patch: replace | delete` says what else to do. New items come first, as a real server places them.
 */
export function strategicPatch(target: JsonMap, patch: JsonMap, name = ''): JsonMap {
  const { [DIRECTIVE]: directive, ...fields } = patch;
  if (directive === 'replace') return strategicPatch({}, fields, name);
  if (directive === 'delete') return {};
  const merged: JsonMap = kept(target, fields);
  for (const [field, value] of Object.entries(fields)) {
    if (field === '$retainKeys') continue;
    const parallel = PARALLEL.exec(field);
    if (parallel) afterParallel(merged, parallel, value, fields);
    else if (value === null) delete merged[field];
    else merged[field] = mergedValue(merged[field], value, field, name);
  }
  return merged;
}

/** With `$retainKeys` only those fields stay. */
function kept(target: JsonMap, fields: JsonMap): JsonMap {
  const retained = fields.$retainKeys;
  if (!Array.isArray(retained)) return { ...target };
  return Object.fromEntries(Object.entries(target).filter(([field]) => retained.includes(field)));
}

function mergedValue(before: Json, value: Json, field: string, parent: string): Json {
  if (isMap(value)) return strategicPatch(isMap(before) ? before : {}, value, field);
  if (!Array.isArray(value)) return value;
  const list = Array.isArray(before) ? before : [];
  if (isSet(field)) return [...new Set([...list, ...value])];
  const key = mergeKeyOf(field, parent);
  return key === undefined ? value.map(withoutDirective) : mergedList(list, value, key, field);
}

const withoutDirective = (value: Json): Json => {
  if (!isMap(value)) return value;
  const { [DIRECTIVE]: _, ...rest } = value;
  return rest;
};

function mergedList(before: Json[], patch: Json[], key: string, field: string): Json[] {
  const items = patch.filter(isMap);
  const isReplace = (item: JsonMap) => item[DIRECTIVE] === 'replace' && item[key] === undefined;
  if (items.some(isReplace)) return items.filter((item) => !isReplace(item)).map(withoutDirective);
  const added: Json[] = [];
  let list = before;
  for (const item of items) {
    if (item[key] === undefined)
      throw badRequest(`map: ${text(item)} does not contain declared merge key: ${key}`);
    const same = (one: Json) => isMap(one) && one[key] === item[key];
    if (item[DIRECTIVE] === 'delete') list = list.filter((one) => !same(one));
    else if (list.some(same)) {
      list = list.map((one) => (same(one) ? strategicPatch(one as JsonMap, item, field) : one));
    } else added.push(strategicPatch({}, item, field));
  }
  return [...added, ...list];
}

/** As Go prints a map. */
const text = (item: JsonMap): string =>
  `map[${Object.entries(item)
    .map(([field, value]) => `${field}:${String(value)}`)
    .join(' ')}]`;

function afterParallel(
  merged: JsonMap,
  [, kind, field = '']: RegExpExecArray,
  value: Json,
  patch: JsonMap,
): void {
  const list = merged[field];
  if (!Array.isArray(list) || !Array.isArray(value)) return;
  if (kind === 'deleteFromPrimitiveList') merged[field] = list.filter((one) => !value.includes(one));
  // The order is that of the merged list, so the list itself must have been merged before.
  else if (!(field in patch)) merged[field] = list;
}
