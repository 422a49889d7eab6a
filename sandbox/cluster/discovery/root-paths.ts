import { groupVersionOf, type ResourceKind } from '../kinds/resource-kind.ts';

const FIXED = ['/api', '/api/v1', '/apis', '/apis/', '/healthz', '/livez', '/readyz', '/version'];

/** `/`: the paths that are served, sorted. */
export function rootPaths(kinds: readonly ResourceKind[]): string[] {
  const groups = kinds
    .filter(({ group }) => group !== '')
    .flatMap((kind) => [`/apis/${kind.group}`, `/apis/${groupVersionOf(kind)}`]);
  return [...new Set([...FIXED, ...groups])].sort();
}
