import { type ObjectRef, refOf } from '../domain/cluster/object-ref.ts';
import type { Subject } from '../domain/cluster/subject.ts';
import type { ViewObject } from '../domain/cluster/view-object.ts';
import { pluralOf } from '../domain/cluster/view-object.ts';
import type { Situation } from './check.ts';

/** Where to begin: an object, and how much less telling than the best it is. */
export type Start = { readonly object: ObjectRef; readonly cost: number };

type Seen = Pick<Situation, 'view' | 'lookup'>;

/**
 * The objects of the view that a subject means, the most telling first. A pod that is gone stands for the workload
 * that made it, as far as its name tells; an object without a namespace is found when only one has the name; then the
 * address, then the namespace. Empty: the subject means nothing that is in this view.
 */
export function startsOf(subject: Subject, seen: Seen): readonly Start[] {
  const meant = subject.objects.flatMap((object) => meantBy(object, seen));
  const found = meant.length > 0 ? meant : addressed(subject, seen);
  if (found.length > 0)
    return found.map((object, index) => ({ object: refOf(object), cost: index === 0 ? 0 : 1 }));
  if (subject.namespace === null) return [];
  return [{ object: { kind: 'Namespace', namespace: null, name: subject.namespace }, cost: 0 }];
}

function meantBy(object: ObjectRef, seen: Seen): readonly ViewObject[] {
  const exact = seen.lookup.object(object) ?? onlyOneOf(object, seen);
  if (exact) return [exact];
  if (object.kind === 'Node') return nodesAt(object.name, seen);
  return object.kind === 'Pod' ? makersOf(object, seen) : [];
}

function onlyOneOf({ kind, namespace, name }: ObjectRef, { view }: Seen): ViewObject | null {
  const plural = pluralOf(kind);
  if (namespace !== null || plural === null) return null;
  const [only, ...others] = (view[plural] as readonly ViewObject[]).filter((each) => each.name === name);
  return only && others.length === 0 ? only : null;
}

/**
 * Who made a pod that is gone: `checkout-7d9f6c5b8-x2x9z` came from the ReplicaSet or else the Deployment, `db-0` from
 * a StatefulSet, `aws-node-x2x9z` from a DaemonSet, `nightly-29-x2x9z` from a Job or else a CronJob.
 */
function makersOf({ namespace, name }: ObjectRef, { lookup }: Seen): readonly ViewObject[] {
  const without = (ends: number) => name.split('-').slice(0, -ends).join('-');
  const maker = [
    { kind: 'ReplicaSet', name: without(1) },
    { kind: 'Deployment', name: without(2) },
    { kind: 'StatefulSet', name: without(1) },
    { kind: 'DaemonSet', name: without(1) },
    { kind: 'Job', name: without(1) },
    // A Job that is over is deleted with its pods; what runs it is still there.
    { kind: 'CronJob', name: without(2) },
  ]
    .map((ref) => lookup.object({ ...ref, namespace }))
    .find((object) => object !== null);
  return maker ? [maker] : [];
}

/** What has the address that the alert names: a pod, a node, or the host of an Ingress. */
function addressed({ address }: Subject, { view, lookup }: Seen): readonly ViewObject[] {
  if (address === null) return [];
  const node = lookup.node(address) ?? nodesAt(address, { view, lookup })[0];
  // A pod of the host's network has the node's address, and is not what is meant by it.
  const pod = node ? undefined : view.pods.find(({ ip }) => ip === address);
  const found =
    node ?? pod ?? view.ingresses.find(({ backends }) => backends.some(({ host }) => host === address));
  return found ? [found] : [];
}

function nodesAt(address: string, { view }: Seen): readonly ViewObject[] {
  return view.nodes.filter(({ addresses }) => addresses.some((own) => own.address === address));
}
