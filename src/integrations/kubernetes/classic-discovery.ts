import type { Instant } from '../../domain/instant.ts';
import type { Json } from '../../domain/json.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import { atMost } from './at-most.ts';
import type { DiscoveredResource } from './discovery.ts';
import { ClassicResources, Groups, Versions } from './discovery-schema.ts';
import type { JsonDoor } from './json-door.ts';

const PARALLEL = 6;

type GroupVersion = { readonly group: string; readonly version: string };

/**
 * Discovery as servers before 1.26 offer it: one request for each version of each group. In: what `/api` and `/apis`
 * answered. A group that does not answer is left out. Throws ClusterFailure when the core group does not.
 */
export async function classicDiscovery(
  door: JsonDoor,
  { core, groups }: { readonly core: Json; readonly groups: Json },
  until: Instant,
): Promise<readonly DiscoveredResource[]> {
  const run = atMost(PARALLEL);
  const read = await Promise.all(
    groupVersions(core, groups).map((of) => run(() => resourcesOf(door, of, until))),
  );
  return read.flat();
}

/** The preferred version of each group first. */
function groupVersions(core: Json, groups: Json): readonly GroupVersion[] {
  const [coreVersions, named] = [Versions.safeParse(core), Groups.safeParse(groups)];
  if (!coreVersions.success || !named.success) {
    throw new ClusterFailure('broken', { detail: '/api and /apis are not what an API server answers' });
  }
  return [
    ...coreVersions.data.versions.map((version) => ({ group: '', version })),
    ...named.data.groups.flatMap(({ name, versions, preferredVersion }) => {
      const all = versions.map(({ version }) => version);
      const first = preferredVersion ? [preferredVersion.version] : [];
      return [...new Set([...first, ...all])].map((version) => ({ group: name, version }));
    }),
  ];
}

async function resourcesOf(
  door: JsonDoor,
  { group, version }: GroupVersion,
  until: Instant,
): Promise<readonly DiscoveredResource[]> {
  const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  try {
    const parsed = ClassicResources.safeParse(await door.get({ path, until, rule: null }));
    return parsed.success ? joined(parsed.data.resources, { group, version }) : [];
  } catch (error) {
    if (error instanceof ClusterFailure && group !== '' && error.kind !== 'timed-out') return [];
    throw error;
  }
}

type Classic = ClassicResources['resources'][number];

/** Subresources stand in the same list, as `deployments/scale`. */
function joined(list: readonly Classic[], of: GroupVersion): readonly DiscoveredResource[] {
  return list
    .filter(({ name }) => !name.includes('/'))
    .map(({ name, singularName, namespaced, kind, verbs, shortNames }) => ({
      ...of,
      name,
      kind,
      namespaced,
      singular: singularName ?? '',
      shortNames: shortNames ?? [],
      verbs: verbs ?? [],
      subresources: list
        .filter((one) => one.name.startsWith(`${name}/`))
        .map((one) => ({ name: one.name.slice(name.length + 1), verbs: one.verbs ?? [] })),
    }));
}
