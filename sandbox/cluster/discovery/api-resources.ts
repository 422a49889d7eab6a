import { createHash } from 'node:crypto';
import { shelfOf } from '../kinds/conversion.ts';
import { groupVersionOf, type ResourceKind } from '../kinds/resource-kind.ts';

/** `/api/v1` and `/apis/<group>/<version>`: the resources of one version, each followed by its subresources. */
export function apiResourceList(kinds: readonly ResourceKind[], group: string, version: string): object {
  const groupVersion = groupVersionOf({ group, version });
  const resources = kinds
    .filter((kind) => groupVersionOf(kind) === groupVersion)
    .flatMap((kind) => [resourceEntry(kind), ...subresourceEntries(kind)]);
  return {
    kind: 'APIResourceList',
    // The core group's list is older than this field.
    ...(group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion,
    resources,
  };
}

function resourceEntry(kind: ResourceKind): object {
  const { resource, singular, namespaced, verbs, shortNames, categories } = kind;
  return {
    name: resource,
    singularName: singular,
    namespaced,
    kind: kind.kind,
    verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(verbs.includes('watch') ? { storageVersionHash: storageHash(kind) } : {}),
  };
}

const subresourceEntries = (kind: ResourceKind): object[] =>
  kind.subresources.map(({ name, kind: ownKind, group, version, verbs }) => ({
    name: `${kind.resource}/${name}`,
    singularName: '',
    namespaced: kind.namespaced,
    ...(version && !(kind.custom && group === kind.group) ? { group, version } : {}),
    kind: ownKind,
    verbs,
  }));

/** The first eight bytes of a SHA-256 of what is stored. */
function storageHash(kind: ResourceKind): string {
  const [group] = shelfOf(kind).split('/');
  const version = kind.group === 'autoscaling' ? 'v2' : group === '' ? 'v1' : kind.version;
  const stored = `${group}/${version}/${kind.kind}`;
  return createHash('sha256').update(stored).digest().subarray(0, 8).toString('base64');
}
