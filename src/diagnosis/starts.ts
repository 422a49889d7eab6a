import { type ObjectRef, refOf } from '../domain/cluster/object-ref.ts';
import { isOver } from '../domain/cluster/runs.ts';
import type { Subject } from '../domain/cluster/subject.ts';
import type { ViewObject } from '../domain/cluster/view-object.ts';
import { pluralOf } from '../domain/cluster/view-object.ts';
import type { Bond } from '../domain/ranking.ts';
import type { Situation } from './check.ts';

/** Where to begin: an object, how much less telling than the best it is, and how surely it is what is meant. */
export type Start = { readonly object: ObjectRef; readonly cost: number; readonly bond: Bond };

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
    return found.map((object, index) => ({
      object: refOf(object),
      cost: index === 0 ? 0 : 1,
      bond: 'direct',
    }));
  if (subject.namespace === null) return [];
  // Whatever is in it could be meant, and nothing says which: a rollout next to what is gone is not proven to be its end.
  const object = { kind: 'Namespace', namespace: null, name: subject.namespace };
  return [{ object, cost: 0, bond: 'general' }];
}

function meantBy(object: ObjectRef, seen: Seen): readonly ViewObject[] {
  const exact = seen.lookup.object(object) ?? onlyOneOf(object, seen);
  if (exact) return [exact];
  if (object.kind === 'Node') return nodesAt(object.name, seen);
  const [maker] = makersOf(object).flatMap((ref) => seen.lookup.object(ref) ?? []);
  return maker ? [maker] : [];
}

function onlyOneOf({ kind, namespace, name }: ObjectRef, { view }: Seen): ViewObject | null {
  const plural = pluralOf(kind);
  if (namespace !== null || plural === null) return null;
  const [only, ...others] = (view[plural] as readonly ViewObject[]).filter((each) => each.name === name);
  return only && others.length === 0 ? only : null;
}

/**
 * Who may have made what is gone: `checkout-7d9f6c5b8-x2x9z` came from the ReplicaSet or else the Deployment, `db-0`
 * from a StatefulSet, `aws-node-x2x9z` from a DaemonSet, `nightly-29-x2x9z` from a Job or else a CronJob. A Job that is
 * over is deleted with its pods; what runs it is still there.
 */
function makersOf({ kind, namespace, name }: ObjectRef): readonly ObjectRef[] {
  const without = (ends: number) => name.split('-').slice(0, -ends).join('-');
  const makers: Readonly<Record<string, readonly (readonly [kind: string, ends: number])[]>> = {
    Pod: [
      ['ReplicaSet', 1],
      ['Deployment', 2],
      ['StatefulSet', 1],
      ['DaemonSet', 1],
      ['Job', 1],
      ['CronJob', 2],
    ],
    ReplicaSet: [['Deployment', 1]],
    Job: [['CronJob', 1]],
  };
  const known = Object.hasOwn(makers, kind) ? (makers[kind] ?? []) : [];
  return known.map(([maker, ends]) => ({ kind: maker, namespace, name: without(ends) }));
}

/** What has the address that the alert names: a pod, a node, or the host of an Ingress. */
function addressed({ address }: Subject, { view, lookup }: Seen): readonly ViewObject[] {
  if (address === null) return [];
  const node = lookup.node(address) ?? nodesAt(address, { view, lookup })[0];
  // A pod of the host's network has the node's address, and is not what is meant by it.
  // Nor is one that has ended: its address is somebody else's by now.
  const pod = node ? undefined : view.pods.find((each) => each.ip === address && !isOver(each));
  const found =
    node ?? pod ?? view.ingresses.find(({ backends }) => backends.some(({ host }) => host === address));
  return found ? [found] : [];
}

function nodesAt(address: string, { view }: Seen): readonly ViewObject[] {
  return view.nodes.filter(({ addresses }) => addresses.some((own) => own.address === address));
}
