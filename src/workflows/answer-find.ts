import type { Resource } from '../domain/cluster/resource.ts';
import { findResource } from '../domain/query/find-resource.ts';
import { nearestNames } from '../domain/query/nearest-names.ts';
import { type Scope, type Target, WORKLOAD } from '../domain/query/query.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Refused } from '../domain/result.ts';
import { ClusterFailure } from '../ports/cluster-failure.ts';
import { type Asked, againIn, mayBeSeen, namespacesIn } from './answer-asked.ts';

/** An object that there is, exactly one. */
export type Found = {
  readonly resource: Resource;
  readonly namespace: string | null;
  readonly name: string;
};

/** Why none was found, or which ones; with lines to type instead. */
export type NotFound = Refused & { readonly lookNext: readonly string[] };

/** What a bare name may be, in the order in which people mean it. */
const WORKLOADS = ['deployments', 'statefulsets', 'daemonsets', 'pods', 'jobs', 'cronjobs', 'replicasets'];

/** Names are looked through for the nearest of these only: the others come and go. */
const NAMED_BY_PEOPLE = 4;

/** One name may be in thousands of places (`kube-root-ca.crt` is in every namespace); so many are listed. */
const PLACES = 10;

/** The group of each: a custom kind may have the same plural. */
const OWN_GROUPS = ['', 'apps', 'batch'];

/**
 * Finds the one object that somebody named: its kind among those the cluster serves, its name in the namespaces that
 * are asked about. One name in several places is not guessed: all are listed. Throws ClusterFailure.
 */
export async function findObject(
  asked: Asked,
  target: Target,
  scope: Scope,
): Promise<{ readonly ok: true; readonly value: Found } | NotFound> {
  const kinds = await kindsOf(asked, target.resource);
  if (!kinds.ok) {
    const isUnknown = kinds.refusal.kind === 'not-found' && scope.kind === 'anywhere';
    const inside = isUnknown ? await namespaceCalled(asked, target.resource) : null;
    if (inside === null) return { ...kinds, lookNext: [] };
    return findObject(asked, { ...target, resource: WORKLOAD }, inside);
  }
  const lists = kinds.value.map((kind) => named(asked, kind, scope, target.name));
  const hits = (await (kinds.value.length === 1 ? Promise.all(lists) : allThatMayBeRead(lists))).flat();
  const [hit, ...more] = hits;
  if (hit === undefined) return nothing(asked, kinds.value, target, scope);
  return more.length === 0 ? { ok: true, value: hit } : several(asked, target, hits);
}

async function kindsOf(
  asked: Asked,
  typed: string,
): Promise<{ readonly ok: true; readonly value: readonly Resource[] } | Refused> {
  const resources = await asked.reader.resources(asked.until);
  if (typed === WORKLOAD) {
    const own = resources.filter(({ group }) => OWN_GROUPS.includes(group));
    const value = WORKLOADS.flatMap((name) => own.find((each) => each.name === name) ?? []);
    if (value.length > 0) return { ok: true, value };
  }
  const found = findResource(resources, typed);
  if (!found.ok) return found;
  const seen = mayBeSeen(asked, found.value);
  return seen.ok ? { ok: true, value: [seen.value] } : seen;
}

/**
 * `shop/checkout` names no kind but a namespace, as our own sentences do. Null: there is none of that name, or it is
 * none that who asks may see.
 */
async function namespaceCalled(asked: Asked, typed: string): Promise<Scope | null> {
  const { namespaces } = asked.question;
  if (namespaces !== null) return namespaces.includes(typed) ? { kind: 'namespace', namespace: typed } : null;
  const kinds = await kindsOf(asked, 'namespaces');
  const [kind] = kinds.ok ? kinds.value : [];
  const all = kind
    ? await allThatMayBeRead([named(asked, kind, { kind: 'all' }, typed)]).catch(onlyFailures)
    : [];
  return all.flat().length > 0 ? { kind: 'namespace', namespace: typed } : null;
}

/** Whether there is such a namespace was not asked for: that it can't be known is no answer. */
function onlyFailures(error: unknown): readonly [] {
  if (error instanceof ClusterFailure) return [];
  throw error;
}

/** Objects of a kind with this name, or all of them. */
async function named(
  { reader, until, ...asked }: Asked,
  resource: Resource,
  scope: Scope,
  name: string | null,
): Promise<readonly Found[]> {
  const all = { reader, until, ...asked };
  const namespaces = resource.namespaced ? (namespacesIn(all, scope) ?? [null]) : [null];
  const lists = await Promise.all(
    namespaces.map((namespace) => reader.names({ resource, namespace, name, labels: null }, until)),
  );
  return lists.flat().map((each) => ({ resource, ...each }));
}

/** Of several kinds some may be forbidden: then it is found among the others. Throws when all are. */
async function allThatMayBeRead(
  lists: readonly Promise<readonly Found[]>[],
): Promise<readonly (readonly Found[])[]> {
  const settled = await Promise.allSettled(lists);
  const read = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failures = settled.flatMap((each): readonly unknown[] =>
    each.status === 'rejected' ? [each.reason] : [],
  );
  const worst = failures.find((each) => !(each instanceof ClusterFailure) || each.kind !== 'forbidden');
  if (worst !== undefined) throw worst;
  if (read.length === 0 && failures.length > 0) throw failures[0];
  return read;
}

function several(asked: Asked, target: Target, hits: readonly Found[]): NotFound {
  const listed = hits.slice(0, PLACES);
  const places = listed.map(
    ({ resource, namespace, name }) => `${resource.singular}/${name} in ${namespace ?? 'the cluster'}`,
  );
  const kinds = new Set(hits.map(({ resource }) => resource.name));
  const namespaces = new Set(hits.map(({ namespace }) => namespace));
  const what =
    kinds.size === 1
      ? `There are ${hits.length} ${hits[0]?.resource.name ?? 'objects'} called ${target.name}. Name the namespace with -n.`
      : `${hits.length} objects are called ${target.name}. Say which kind${namespaces.size > 1 ? ', and the namespace with -n' : ''}.`;
  const [verb = 'describe'] = asked.question.text.split(' ');
  const lookNext = listed.flatMap(({ resource, namespace, name }) => {
    if (namespace === null) return [];
    if (kinds.size === 1) return [againIn(asked, namespace)];
    return [`/incident ${verb} ${resource.singular}/${name} -n ${namespace}`];
  });
  return { ok: false, refusal: { kind: 'ambiguous', what, options: places }, lookNext };
}

async function nothing(
  asked: Asked,
  kinds: readonly Resource[],
  target: Target,
  scope: Scope,
): Promise<NotFound> {
  const missing = scope.kind === 'namespace' ? await missingNamespace(asked, scope.namespace) : null;
  if (missing) return { ok: false, refusal: missing, lookNext: [] };
  const lists = kinds.slice(0, NAMED_BY_PEOPLE).map((kind) => named(asked, kind, scope, null));
  // The nearest names are a kindness; that they can't be read is no answer to what was asked.
  const all = (await Promise.allSettled(lists)).flatMap((each) =>
    each.status === 'fulfilled' ? each.value : [],
  );
  const near = nearestNames(
    target.name,
    all.map(({ name }) => name),
  );
  const what = kinds.length === 1 ? (kinds[0]?.singular ?? 'object') : 'workload or pod';
  const where = scope.kind === 'namespace' ? ` in ${scope.namespace}` : '';
  const [verb = 'describe'] = asked.question.text.split(' ');
  return {
    ok: false,
    refusal: {
      kind: 'not-found',
      what: `There is no ${what} ${target.name}${where}.${near.length > 0 ? ` Near: ${near.join(', ')}.` : ''}`,
    },
    lookNext:
      near.length === 0 ? [listLine(kinds[0], scope)] : near.flatMap((name) => nearLine(name, all, verb)),
  };
}

function nearLine(name: string, all: readonly Found[], verb: string): readonly string[] {
  const hit = all.find((each) => each.name === name);
  if (!hit) return [];
  const place = hit.namespace === null ? '' : ` -n ${hit.namespace}`;
  return [`/incident ${verb} ${hit.resource.singular}/${name}${place}`];
}

function listLine(kind: Resource | undefined, scope: Scope): string {
  const where = scope.kind === 'namespace' ? ` -n ${scope.namespace}` : ' -A';
  return `/incident get ${kind?.name ?? 'pods'}${kind?.namespaced === false ? '' : where}`;
}

/** The refusal when a namespace is not there: lists of it are empty and look like health. Null: it is, or nobody may know. */
export async function missingNamespace(
  { reader, until, question }: Asked,
  namespace: string,
): Promise<Refusal | null> {
  const resources = await reader.resources(until);
  const resource = resources.find(({ name, group }) => name === 'namespaces' && group === '');
  if (!resource || question.namespaces !== null) return null;
  const names = await reader
    .names({ resource, namespace: null, name: null, labels: null }, until)
    .catch(() => null);
  if (names === null || names.some(({ name }) => name === namespace)) return null;
  const near = nearestNames(
    namespace,
    names.map(({ name }) => name),
  );
  return {
    kind: 'not-found',
    what: `${question.cluster} has no namespace ${namespace}.${near.length > 0 ? ` Near: ${near.join(', ')}.` : ''}`,
  };
}
