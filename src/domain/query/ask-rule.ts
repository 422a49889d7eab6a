import { ok, type Result, refuse } from '../result.ts';
import type { Query } from './query.ts';

/** Members of these Slack user groups may ask the clusters about these namespaces; null: about everything. */
export type AskRule = {
  readonly groups: readonly string[];
  readonly namespaces: readonly string[] | null;
};

/**
 * The namespaces that somebody may ask about, by the groups they are in: null means everything, an empty list nothing.
 * Without rules everybody may ask everything.
 */
export function namespacesFor(
  rules: readonly AskRule[],
  isIn: (group: string) => boolean,
): readonly string[] | null {
  if (rules.length === 0) return null;
  const mine = rules.filter(({ groups }) => groups.some(isIn));
  if (mine.some(({ namespaces }) => namespaces === null)) return null;
  return [...new Set(mine.flatMap(({ namespaces }) => namespaces ?? []))].sort();
}

/**
 * Whether somebody who may see these namespaces only may ask this. What is looked for by its name is looked for in
 * these namespaces; everything else must say which one it is about.
 */
export function withinNamespaces(query: Query, namespaces: readonly string[] | null): Result<Query> {
  if (namespaces === null) return ok(query);
  if (namespaces.length === 0) {
    return refuse({
      kind: 'forbidden',
      what: 'You are in none of the groups that may ask the clusters. Whoever runs Keyturn can change that (“ask” in its configuration).',
    });
  }
  const mine = namespaces.join(', ');
  if (query.kind === 'drain' || (query.kind === 'top' && query.of === 'nodes')) {
    return refuse({ kind: 'forbidden', what: `You may ask about ${mine}; nodes belong to no namespace.` });
  }
  const { scope } = query;
  if (scope.kind === 'anywhere') return ok(query);
  if (scope.kind === 'namespace' && namespaces.includes(scope.namespace)) return ok(query);
  const what = scope.kind === 'all' ? 'not about all namespaces' : `not about ${scope.namespace}`;
  return refuse({
    kind: 'forbidden',
    what: `You may ask about ${mine}, ${what}. Name one with -n.`,
    example: `/incident get pods -n ${namespaces[0]}`,
  });
}
