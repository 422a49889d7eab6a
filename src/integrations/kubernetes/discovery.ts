import type { Resource } from '../../domain/cluster/resource.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { Json } from '../../domain/json.ts';
import type { Clock } from '../../ports/clock.ts';
import { classicDiscovery } from './classic-discovery.ts';
import { Aggregated } from './discovery-schema.ts';
import type { JsonDoor } from './json-door.ts';

/** Kinds come and go with operators that are installed, not more often. */
const KEPT = 5 * MINUTE;

/** The second form is of 1.26 to 1.29; without either the server answers the classic one. */
const ACCEPT = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

/** A kind with what lies below it: `scale`, `exec`, `status`. */
export type DiscoveredResource = Resource & {
  readonly subresources: readonly { readonly name: string; readonly verbs: readonly string[] }[];
};

export type Discovery = (until: Instant) => Promise<readonly DiscoveredResource[]>;

/**
 * Every kind that the server serves, each in the version that it prefers, in the server's order (core first). Kept for
 * five minutes. A group whose own server is away is left out. Throws ClusterFailure.
 */
export function createDiscovery({
  door,
  clock,
}: {
  readonly door: JsonDoor;
  readonly clock: Clock;
}): Discovery {
  let known: { readonly resources: readonly DiscoveredResource[]; readonly at: Instant } | null = null;
  return async (until) => {
    if (known && clock.now() - known.at < KEPT) return known.resources;
    const ask = (path: string) => door.get({ path, accept: ACCEPT, until, rule: null });
    const answers = await Promise.all([ask('/api'), ask('/apis')]);
    const read = answers.map(aggregated);
    const [core, groups] = answers;
    const resources = read.every((part) => part !== null)
      ? read.flat()
      : await classicDiscovery(door, { core, groups }, until);
    known = { resources: firstOfEach(resources), at: clock.now() };
    return known.resources;
  };
}

/** Null for an answer in the classic form. */
function aggregated(answer: Json): readonly DiscoveredResource[] | null {
  const parsed = Aggregated.safeParse(answer);
  if (!parsed.success) return null;
  return parsed.data.items.flatMap(({ metadata, versions }) =>
    versions.flatMap(({ version, resources }) =>
      (resources ?? []).map((one) => ({
        group: metadata?.name ?? '',
        version,
        name: one.resource,
        singular: one.singularResource ?? '',
        kind: one.responseKind?.kind ?? '',
        shortNames: one.shortNames ?? [],
        namespaced: one.scope === 'Namespaced',
        verbs: one.verbs ?? [],
        subresources: (one.subresources ?? []).map(({ subresource, verbs }) => ({
          name: subresource,
          verbs: verbs ?? [],
        })),
      })),
    ),
  );
}

/** A kind that is served in several versions counts in the first, which is the one that the server prefers. */
function firstOfEach(resources: readonly DiscoveredResource[]): readonly DiscoveredResource[] {
  const seen = new Map<string, DiscoveredResource>();
  for (const resource of resources) {
    const key = `${resource.group}/${resource.name}`;
    if (!seen.has(key)) seen.set(key, resource);
  }
  return [...seen.values()];
}
