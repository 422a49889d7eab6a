import type { ClusterView, ViewKind } from '../domain/cluster/cluster-view.ts';
import { createLookup, type Lookup } from '../domain/cluster/lookup.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import type { ViewObject } from '../domain/cluster/view-object.ts';
import type { Answer } from '../domain/query/answer.ts';
import { type Asked, answered } from './answer-asked.ts';
import type { Found } from './answer-find.ts';

/** Pods and whatever makes them. */
export const POD_MAKERS = [
  'pods',
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'jobs',
  'cronjobs',
] as const satisfies readonly ViewKind[];

/** A view of where an object is, laid out. */
export type Around = {
  readonly view: ClusterView;
  readonly lookup: Lookup;
  /** What could not be read, in sentences. */
  readonly gaps: readonly string[];
};

/** Reads these kinds in the namespaces: null for all that may be read. Throws ClusterFailure. */
export async function readAround(
  { reader, until }: Asked,
  kinds: readonly ViewKind[],
  namespaces: readonly string[] | null,
): Promise<Around> {
  const view = await reader.view({ kinds, namespaces }, until);
  return { view, lookup: createLookup(view), gaps: view.gaps.map(({ sentence }) => sentence) };
}

/** Reads these kinds where the object is. A cluster-scoped object may have something to do with every namespace. */
export function readAroundObject(
  asked: Asked,
  { namespace }: Found,
  kinds: readonly ViewKind[],
): Promise<Around> {
  return readAround(asked, kinds, namespace === null ? asked.question.namespaces : [namespace]);
}

/** The answer when one of these kinds could not be read: what is empty because of that means nothing. Null: all were. */
export function unreadAnswer({ view }: Around, kinds: readonly string[]): Answer | null {
  const gap = view.gaps.find(({ kind }) => kinds.includes(kind));
  return gap ? answered({ outcome: 'failed', summary: gap.sentence }) : null;
}

/** The found object in the view, and its pods with the youngest first; a pod is its own. */
export function foundIn(
  { lookup }: Around,
  { resource, namespace, name }: Found,
): { readonly object: ViewObject | null; readonly pods: readonly Pod[] } {
  const object = lookup.object({ kind: resource.kind, namespace, name });
  if (object === null) return { object, pods: [] };
  const pods = object.kind === 'Pod' ? [object] : lookup.podsOf(object);
  return { object, pods: [...pods].sort((a, b) => b.createdAt - a.createdAt) };
}
