import { isFields } from './fields.ts';

/** More leaves than this do not help to see what was changed. */
const MAX_PATHS = 500;

/**
 * The leaves of a `fieldsV1`, dotted: `f:spec.f:template.f:spec.f:containers.k:{"name":"app"}.f:image` becomes
 * `spec.template.spec.containers[app].image`. The form is the one of
 * https://github.com/kubernetes-sigs/structured-merge-diff (fieldpath, serialize).
 */
export function managedPaths(fieldsV1: unknown): readonly string[] {
  const paths: string[] = [];
  collect(fieldsV1, '', paths);
  return paths;
}

function collect(node: unknown, path: string, paths: string[]): void {
  if (paths.length >= MAX_PATHS || !isFields(node)) return;
  let isLeaf = true;
  for (const name in node) {
    if (name === '.') continue;
    isLeaf = false;
    collect(node[name], path + stepOf(name, path === ''), paths);
  }
  if (isLeaf && path !== '') paths.push(path);
}

function stepOf(name: string, isFirst: boolean): string {
  const rest = name.slice(2);
  if (name.startsWith('f:')) return isFirst ? rest : `.${rest}`;
  if (name.startsWith('k:')) return `[${keysOf(rest)}]`;
  return `[${rest.replace(/^"|"$/g, '')}]`;
}

function keysOf(json: string): string {
  try {
    const keys: unknown = JSON.parse(json);
    return isFields(keys) ? Object.values(keys).join('/') : json;
  } catch {
    return json;
  }
}
