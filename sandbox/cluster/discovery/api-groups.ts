import { groupVersionOf } from '../kinds/resource-kind.ts';

type Served = { group: string; version: string };
type GroupVersion = { groupVersion: string; version: string };
type Group = { name: string; versions: GroupVersion[]; preferredVersion: GroupVersion };

/** `/apis`: every group but the core one, with its versions, the preferred one first. */
export const apiGroupList = (kinds: readonly Served[]): object => ({
  kind: 'APIGroupList',
  apiVersion: 'v1',
  groups: groupsOf(kinds),
});

/** `/apis/<group>`, if there is one. */
export function apiGroup(kinds: readonly Served[], name: string): object | undefined {
  const group = groupsOf(kinds).find((one) => one.name === name);
  return group && { kind: 'APIGroup', apiVersion: 'v1', ...group };
}

/** `/api`. */
export const apiVersions = (address: string): object => ({
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
});

/** In the order in which the kinds came. */
function groupsOf(kinds: readonly Served[]): Group[] {
  const groups = new Map<string, Group>();
  for (const kind of kinds) {
    if (kind.group === '') continue;
    const version = { groupVersion: groupVersionOf(kind), version: kind.version };
    const known = groups.get(kind.group);
    if (!known) groups.set(kind.group, { name: kind.group, versions: [version], preferredVersion: version });
    else if (!known.versions.some((one) => one.version === kind.version)) known.versions.push(version);
  }
  return [...groups.values()];
}
