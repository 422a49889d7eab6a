import type { ClusterView, Gap, ViewKind, ViewObjects } from '../../domain/cluster/cluster-view.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Clock } from '../../ports/clock.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import { atMost } from './at-most.ts';
import { gapOf } from './gap-of.ts';
import type { Identity } from './identity.ts';
import type { JsonDoor } from './json-door.ts';
import { listPages } from './list-pages.ts';
import { createPageTexts } from './page-text.ts';
import { createReading, type Reading, type ReadingMemory } from './project/reading.ts';
import { assertInScope, isAllowed, outOfScope, type ReadScope } from './read-scope.ts';
import { type ViewSource, viewKinds, viewSources } from './view-sources.ts';

/** Lists that are read at the same time; the door has connections for more, so that questions are answered meanwhile. */
const PARALLEL = 6;

export type ViewRequest = {
  readonly kinds: readonly ViewKind[];
  readonly namespaces: readonly string[] | null;
};

type Deps = {
  readonly door: Pick<JsonDoor, 'get'>;
  readonly identity: Identity;
  readonly scope: ReadScope;
  readonly clock: Clock;
  /** Of this cluster; each reading begins with nothing when left out. */
  readonly memory?: ReadingMemory;
};

type Found = { [K in ViewKind]: ViewObjects[K][number][] };

/** One list among several, and what became of it. `keep` puts its objects into the view. */
type Outcome = {
  readonly gap: Gap | null;
  readonly failure: ClusterFailure | null;
  readonly keep: () => void;
};

/**
 * Reads kinds whole. What could not be read becomes a gap; only when nothing at all could be read, because the cluster
 * is away or does not accept the credentials, it throws that ClusterFailure.
 */
export async function readView(deps: Deps, request: ViewRequest, until: Instant): Promise<ClusterView> {
  const takenAt = deps.clock.now();
  const found = nothingFound();
  const reading = createReading(deps.memory);
  const texts = createPageTexts();
  const run = atMost(PARALLEL);
  const asked = viewKinds.filter((kind) => request.kinds.includes(kind));
  let isHopeful = true;
  const lists = asked.flatMap((kind) =>
    readKind(deps, kind, { request, until, reading, texts, run, into: found, goesOn: () => isHopeful }),
  );
  // Who the cluster is, is asked beside the lists. When that is hopeless, those that have not begun do not begin.
  const [identity, outcomes] = await Promise.all([identityOf(deps, until), Promise.all(lists)]).finally(
    () => {
      isHopeful = false;
    },
  );
  // In the order of the requests, not of the answers: the same cluster gives the same view.
  for (const { keep } of outcomes) keep();
  const failures = outcomes.flatMap(({ failure }) => failure ?? []);
  const [first] = failures;
  if (first && failures.length === outcomes.length && failures.every(isHopeless)) throw first;
  return {
    ...found,
    cluster: identity,
    takenAt,
    asked: request.kinds,
    gaps: outcomes.flatMap(({ gap }) => gap ?? []),
  };
}

/** The cluster's name is needed to say whose view it is, but not to look. */
async function identityOf({ identity }: Deps, until: Instant) {
  try {
    return await identity.now(until);
  } catch (error) {
    if (!(error instanceof ClusterFailure) || isHopeless(error)) throw error;
    return identity.last(until);
  }
}

function isHopeless({ kind }: ClusterFailure): boolean {
  return kind === 'away' || kind === 'unauthorized';
}

type Context = {
  readonly request: ViewRequest;
  readonly until: Instant;
  readonly reading: Reading;
  readonly texts: ReturnType<typeof createPageTexts>;
  readonly run: ReturnType<typeof atMost>;
  readonly into: Found;
  /** False when nobody waits for the view any more. */
  readonly goesOn: () => boolean;
};

function readKind<K extends ViewKind>(deps: Deps, kind: K, context: Context): readonly Promise<Outcome>[] {
  const { request, run, reading, texts, into, until, goesOn } = context;
  const sources: readonly ViewSource<K>[] = viewSources[kind];
  return sources.flatMap((source) =>
    namespacesOf(source.scope, request.namespaces, deps.scope).map((namespace) =>
      run(async () => {
        const { resource, page } = source;
        if (!goesOn()) return { gap: null, failure: null, keep: () => undefined };
        const refused = refusal(deps.scope, source, namespace);
        const where = { kind, resource, namespace };
        if (refused) {
          return { gap: gapOf(refused, { ...where, read: 0 }), failure: null, keep: () => undefined };
        }
        const { objects, failure } = await listPages(
          deps.door,
          {
            ...{
              resource,
              namespace,
              until,
              body: () =>
                texts({
                  managers: source.managers ?? 'names',
                  containers: source.containers ? reading.containers : null,
                  podSpecs: source.containers === 'pods' ? reading.podSpecs : null,
                }),
            },
            ...(page === undefined ? {} : { page }),
          },
          (item) => source.project(item, reading),
        );
        return {
          gap: failure && gapOf(failure, { ...where, read: objects.length }),
          failure,
          keep: () => {
            for (const object of objects) into[kind].push(object);
          },
        };
      }),
    ),
  );
}

/** Without a list of namespaces, one request reads them all; with one, nothing outside of it is even asked for. */
function namespacesOf(
  scope: ViewSource<ViewKind>['scope'],
  requested: readonly string[] | null,
  { namespaces: allowed }: ReadScope,
): readonly (string | null)[] {
  if (scope === 'cluster') return [null];
  if (scope !== 'namespaced') return [scope.only];
  return requested ?? allowed ?? [null];
}

function refusal(
  scope: ReadScope,
  { resource, scope: where }: ViewSource<ViewKind>,
  namespace: string | null,
): ClusterFailure | null {
  try {
    assertInScope(scope, resource, null);
  } catch (error) {
    if (error instanceof ClusterFailure) return error;
    throw error;
  }
  const isOwn = where === 'namespaced' && namespace !== null;
  return isOwn && !isAllowed(scope, namespace) ? outOfScope(scope, namespace) : null;
}

function nothingFound(): Found {
  return {
    ...{
      pods: [],
      nodes: [],
      leases: [],
      namespaces: [],
      deployments: [],
      replicasets: [],
      statefulsets: [],
    },
    ...{ daemonsets: [], controllerrevisions: [], jobs: [], cronjobs: [], services: [], endpointslices: [] },
    ...{ ingresses: [], networkpolicies: [], poddisruptionbudgets: [], horizontalpodautoscalers: [] },
    ...{ persistentvolumeclaims: [], configmaps: [], serviceaccounts: [], priorityclasses: [] },
    ...{ customresourcedefinitions: [], webhookconfigurations: [], events: [], podusage: [], nodeusage: [] },
  };
}
