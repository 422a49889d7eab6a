import { isMap, type Json, type JsonMap } from './json-value.ts';

/** Applies a patch of RFC 7386: objects are merged, null removes, everything else (lists too) replaces. */
export function mergePatch(target: JsonMap, patch: JsonMap): JsonMap {
  const merged: JsonMap = { ...target };
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete merged[field];
    else merged[field] = isMap(value) ? mergePatch(mapAt(merged[field]), value) : value;
  }
  return merged;
}

const mapAt = (value: Json): JsonMap => (isMap(value) ? value : {});
