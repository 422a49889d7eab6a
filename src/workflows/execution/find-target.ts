import type { Action, ActionSituation } from '../../domain/action/action.ts';
import { rawUid } from '../../domain/action/raw-object.ts';
import type { ClusterView, ViewKind } from '../../domain/cluster/cluster-view.ts';
import { createLookup } from '../../domain/cluster/lookup.ts';
import type { Resource } from '../../domain/cluster/resource.ts';
import type { ViewObject } from '../../domain/cluster/view-object.ts';
import { pluralOf } from '../../domain/cluster/view-object.ts';
import type { Instant } from '../../domain/instant.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Wish } from '../../domain/proposal/proposal.ts';
import type { Question, Scope } from '../../domain/query/query.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { ClusterReader } from '../../ports/cluster-reader.ts';
import type { ClusterRehearsal } from '../../ports/cluster-rehearsal.ts';
import { type Found, findObject } from '../answer-find.ts';

/** More revisions than Kubernetes keeps unless told otherwise. */
const MOST_REVISIONS = 20;

type Reading = {
  readonly reader: ClusterReader;
  readonly rehearsal: ClusterRehearsal;
  readonly now: Instant;
  readonly until: Instant;
};

/** What an action looks at, as the cluster is now. */
export type Target = Pick<ActionSituation, 'raw' | 'object' | 'view' | 'revisions'>;

/** The one object that is meant, by its full name. Refused when there is none, several, or of another kind. Throws ClusterFailure. */
export async function findTarget(reading: Reading, action: Action, wish: Wish): Promise<Result<Found>> {
  const { resource, name, namespace } = wish.target;
  const scope: Scope = namespace === null ? { kind: 'anywhere' } : { kind: 'namespace', namespace };
  const query = { kind: 'describe', target: { resource, name }, scope } as const;
  const text = `do ${wish.action} ${resource}/${name}`;
  const question: Question = { text, query, cluster: wish.cluster, namespaces: null };
  const found = await findObject({ ...reading, question }, { resource, name }, scope);
  if (!found.ok) return refuse(found.refusal);
  const { kind } = found.value.resource;
  if (action.kinds.includes(kind)) return ok(found.value);
  return refuse({
    kind: 'invalid',
    what: `${action.title} is for ${action.kinds.join(', ')}; ${name} is a ${kind}.`,
  });
}

/**
 * Reads what an action is planned from: the object whole, the view around it, its revisions where they are asked for.
 * Refused when the object went or was made again while it was read. Throws ClusterFailure.
 */
export async function readTarget(
  reading: Reading,
  action: Action,
  { resource, namespace, name }: Found,
): Promise<Result<Target>> {
  const { reader, rehearsal, until } = reading;
  const raw = await rehearsal.read({ resource, namespace, name }, until);
  const view = await readAround(reader, action, resource, until);
  const object = createLookup(view).object({ kind: resource.kind, namespace, name });
  if (object === null || object.uid !== rawUid(raw)) {
    return refuse({
      kind: 'conflict',
      what: `${resource.kind} ${name} could not be seen, or was deleted while it was looked at. Look at it, and propose it again.`,
      example: `/incident describe ${resource.singular}/${name}`,
    });
  }
  const revisions = action.readsRevisions ? await readRevisions(reading, view, object) : [];
  return ok({ raw, object, view, revisions });
}

/** The kinds that an action reads, and that of its target. Throws ClusterFailure. */
export function readAround(
  reader: ClusterReader,
  action: Action,
  { kind }: Pick<Resource, 'kind'>,
  until: Instant,
): Promise<ClusterView> {
  const own = pluralOf(kind);
  const kinds = new Set<ViewKind>([...action.reads, ...(own === null ? [] : [own])]);
  return reader.view({ kinds: [...kinds], namespaces: null }, until);
}

async function readRevisions(
  { reader, rehearsal, until }: Reading,
  view: ClusterView,
  { uid, namespace }: ViewObject,
): Promise<readonly JsonObject[]> {
  const kinds = ['replicasets', 'controllerrevisions'] as const;
  const resources = await reader.resources(until);
  const wanted = kinds.flatMap((plural) => {
    const resource = resources.find((each) => each.name === plural && each.group === 'apps');
    const owned = view[plural].filter(({ owner }) => owner?.uid === uid);
    return resource ? owned.map(({ name, revision }) => ({ resource, name, revision: revision ?? 0 })) : [];
  });
  // Of more than are read, the newest: one of them is in force.
  const last = wanted.toSorted((a, b) => a.revision - b.revision).slice(-MOST_REVISIONS);
  return Promise.all(last.map(({ resource, name }) => rehearsal.read({ resource, namespace, name }, until)));
}
