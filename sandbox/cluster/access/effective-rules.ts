import type { ClusterObject } from '../cluster-object.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { Rule } from './rule.ts';

type Role = {
  rules?: readonly Rule[] | null;
  aggregationRule?: { clusterRoleSelectors?: { matchLabels?: Record<string, string> }[] };
};

/**
 * The rules of a role. Those of an aggregated ClusterRole are the union of the roles that its selectors match; a
 * real cluster's controller writes them into the object, here they are looked up each time.
 */
export function effectiveRules(store: ObjectStore, role: ClusterObject): readonly Rule[] {
  return collect(store, role, new Set());
}

function collect(store: ObjectStore, role: ClusterObject, seen: Set<string>): readonly Rule[] {
  const { rules, aggregationRule } = role as unknown as Role;
  if (!aggregationRule) return rules ?? [];
  if (seen.has(role.metadata.name)) return [];
  seen.add(role.metadata.name);
  const selectors = aggregationRule.clusterRoleSelectors ?? [];
  return store
    .list('rbac.authorization.k8s.io/clusterroles')
    .filter(
      ({ object }) => object !== role && selectors.some((one) => matches(one.matchLabels ?? {}, object)),
    )
    .flatMap(({ object }) => collect(store, object, seen));
}

const matches = (wanted: Record<string, string>, { metadata }: ClusterObject): boolean =>
  Object.entries(wanted).every(([key, value]) => metadata.labels?.[key] === value);
