import type { ResourceKind, Subresource } from '../kinds/resource-kind.ts';
import type { AwayService } from './away-services.ts';

/**
 * All groups with their resources in one answer: for `/api` the core group, for `/apis` the others, with those whose
 * server is away at the end.
 */
export function aggregatedDiscovery(
  kinds: readonly ResourceKind[],
  others: 'core' | readonly AwayService[],
): object {
  const core = others === 'core';
  const groups = new Map<string, Map<string, ResourceKind[]>>();
  for (const kind of kinds) {
    if ((kind.group === '') !== core) continue;
    const versions = groups.get(kind.group) ?? new Map<string, ResourceKind[]>();
    versions.set(kind.version, [...(versions.get(kind.version) ?? []), kind]);
    groups.set(kind.group, versions);
  }
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: [
      ...[...groups].map(([name, versions]) => ({
        metadata: core ? {} : { name },
        versions: [...versions].map(([version, members]) => ({
          version,
          resources: members.map(resourceDiscovery),
          freshness: 'Current',
        })),
      })),
      ...(core
        ? []
        : others.map(({ group, version }) => ({
            metadata: { name: group },
            versions: [{ version, freshness: 'Stale' }],
          }))),
    ],
  };
}

function resourceDiscovery(kind: ResourceKind): object {
  const { verbs, shortNames, categories, subresources } = kind;
  return {
    resource: kind.resource,
    responseKind: responseKind(kind.kind, kind.custom ? kind : undefined),
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0 ? { subresources: subresources.map(subresourceDiscovery) } : {}),
  };
}

const subresourceDiscovery = ({ name, kind, group, version, verbs }: Subresource): object => ({
  subresource: name,
  responseKind: responseKind(kind, { group, version }),
  verbs,
});

/** Empty names stand for the group and version of the resource itself. */
const responseKind = (kind: string, own: { group?: string; version?: string } = {}): object => ({
  group: own.group ?? '',
  version: own.version ?? '',
  kind,
});
