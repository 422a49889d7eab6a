import { isDeepStrictEqual } from 'node:util';
import { badRequest, StatusFailure } from '../http/status-failure.ts';
import { isMap, type Json, type JsonMap } from './json-value.ts';

type Step = { op?: string; path?: string; from?: string; value?: Json };

/** What a real server says of a failed test, a path that is not there and an operation that it does not know. */
const rejected = (): StatusFailure =>
  new StatusFailure({
    code: 422,
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
    details: {},
  });

/** Applies a patch of RFC 6902 to a copy. Throws the server's 400 for what is no list, and its one 422 for the rest. */
export function jsonPatch(target: JsonMap, patch: Json): JsonMap {
  if (!Array.isArray(patch)) {
    const found = isMap(patch) ? 'object' : patch === null ? 'null' : typeof patch;
    throw badRequest(
      `error decoding patch: json: cannot unmarshal ${found} into Go value of type []handlers.jsonPatchOp`,
    );
  }
  const holder: JsonMap = { root: structuredClone(target) };
  for (const step of patch as Step[]) apply(holder, step);
  return holder.root as JsonMap;
}

function apply(holder: JsonMap, { op, path, from, value }: Step): unknown {
  if (typeof path !== 'string') throw rejected();
  switch (op) {
    case 'add':
      return add(holder, path, structuredClone(value));
    case 'remove':
      return remove(holder, path);
    case 'replace':
      return replace(holder, path, structuredClone(value));
    case 'test':
      return test(holder, path, value);
    case 'move':
      return add(holder, path, remove(holder, from ?? ''));
    case 'copy':
      return add(holder, path, structuredClone(read(holder, from ?? '')));
    default:
      throw rejected();
  }
}

/** The parts of a pointer below the holder, with `~1` and `~0` undone (RFC 6901). */
const partsOf = (pointer: string): string[] => {
  if (pointer !== '' && !pointer.startsWith('/')) throw rejected();
  const parts = pointer.split('/').slice(1);
  return ['root', ...parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))];
};

function read(holder: JsonMap, pointer: string): Json {
  const { parent, key } = placeOf(holder, pointer);
  if (Array.isArray(parent)) return parent[indexIn(parent, key, parent.length - 1)];
  if (!Object.hasOwn(parent, key)) throw rejected();
  return parent[key];
}

function placeOf(holder: JsonMap, pointer: string): { parent: JsonMap | Json[]; key: string } {
  const parts = partsOf(pointer);
  let at: Json = holder;
  for (const part of parts.slice(0, -1)) {
    if (Array.isArray(at)) at = at[indexIn(at, part, at.length - 1)];
    else if (isMap(at) && Object.hasOwn(at, part)) at = at[part];
    else throw rejected();
  }
  if (!isMap(at) && !Array.isArray(at)) throw rejected();
  return { parent: at, key: parts.at(-1) ?? '' };
}

function indexIn(list: Json[], part: string, last: number): number {
  const index = Number(part);
  if (!/^(0|[1-9]\d*)$/.test(part) || index > last || list.length === 0) throw rejected();
  return index;
}

function add(holder: JsonMap, pointer: string, value: Json): void {
  const { parent, key } = placeOf(holder, pointer);
  if (!Array.isArray(parent)) {
    parent[key] = value;
    return;
  }
  if (key === '-' || (key === '0' && parent.length === 0)) parent.push(value);
  else parent.splice(indexIn(parent, key, parent.length), 0, value);
}

function remove(holder: JsonMap, pointer: string): Json {
  const value = read(holder, pointer);
  const { parent, key } = placeOf(holder, pointer);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return value;
}

function replace(holder: JsonMap, pointer: string, value: Json): void {
  read(holder, pointer);
  const { parent, key } = placeOf(holder, pointer);
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else parent[key] = value;
}

function test(holder: JsonMap, pointer: string, value: Json): void {
  if (!isDeepStrictEqual(read(holder, pointer), value)) throw rejected();
}
