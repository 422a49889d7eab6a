import type { ClusterView, ViewKind } from './cluster-view.ts';
import type { ClusterEvent } from './event.ts';
import { lazily } from './lazily.ts';
import type { Meta } from './meta.ts';
import type { EndpointSlice, Service } from './network.ts';
import type { Node } from './node.ts';
import { type ObjectRef, refKey, refOf } from './object-ref.ts';
import type { Pod } from './pod.ts';
import { createSelection, type Selection } from './selection.ts';
import type { Usage } from './small-kinds.ts';
import { objectKinds, type ViewObject } from './view-object.ts';
import type { ControllerRevision, DaemonSet, Deployment, ReplicaSet, StatefulSet } from './workload.ts';

/** A view's objects by what binds them together. Everything is empty or null where the view has nothing. */
export type Lookup = Selection & {
  readonly object: (ref: ObjectRef) => ViewObject | null;
  /** What this object controls directly, by the owner's uid. */
  readonly ownedBy: (owner: Meta) => readonly ViewObject[];
  /** The pods of a workload, also through its ReplicaSets and Jobs. */
  readonly podsOf: (workload: Meta) => readonly Pod[];
  /** Its controllers, the nearest first. The last one may be missing in the view, and is then only a name. */
  readonly ownersOf: (object: Meta) => readonly ObjectRef[];
  /** The last of its controllers: the Deployment of a pod; the object itself when nobody owns it. */
  readonly topOwner: (object: Meta) => ObjectRef;
  readonly node: (name: string | null) => Node | null;
  readonly podsOn: (node: string) => readonly Pod[];
  readonly slicesOf: (service: Service) => readonly EndpointSlice[];
  /** What the metrics API says a pod, or a node by its name, uses; null: it says nothing. */
  readonly usageOf: (object: ObjectRef) => Usage | null;
  /** The newest first. */
  readonly replicaSetsOf: (deployment: Deployment) => readonly ReplicaSet[];
  /** The newest first. */
  readonly revisionsOf: (workload: DaemonSet | StatefulSet) => readonly ControllerRevision[];
  /**
   * Events about an object, the oldest first. With a uid: not those about an earlier object of the same name. The
   * kubelet writes a node's name where its uid belongs, so nodes go by name.
   */
  readonly eventsAbout: (object: ObjectRef & { readonly uid?: string }) => readonly ClusterEvent[];
  /** True when the kind was read whole there (null: everywhere): only then what is not in the view does not exist. */
  readonly sawAll: (kind: ViewKind, namespace: string | null) => boolean;
};

/** Lays a view out for the checks. Each map is built when it is first asked for, in one pass. */
export function createLookup(view: ClusterView): Lookup {
  const all = lazily(() => allObjects(view));
  const objects = lazily(() => byRef(all()));
  const nodes = lazily(() => new Map(view.nodes.map((node) => [node.name, node])));
  const children = lazily(() => byOwner(all()));
  const byNode = lazily(() => Map.groupBy(view.pods, ({ node }) => node ?? ''));
  const slices = lazily(() => Map.groupBy(view.endpointslices, (slice) => serviceKey(slice, slice.service)));
  const events = lazily(() => eventsByObject(view.events));
  const usages = lazily(() => {
    const used = [...view.podusage, ...view.nodeusage];
    return new Map(used.map((usage) => [`${usage.namespace ?? ''}/${usage.name}`, usage]));
  });
  const ownedBy = (owner: Meta) => children().get(owner.uid) ?? [];
  const chains = new Map<string, readonly ObjectRef[]>();
  const ownersOf = (object: Meta): readonly ObjectRef[] => {
    if (object.owner === null) return [];
    // Whatever has the same owner has the same owners, and most are asked for by many pods and many checks.
    const key = `${object.namespace}/${object.owner.uid}`;
    const known = object.owner.uid === '' ? undefined : chains.get(key);
    if (known) return known;
    const chain = owners(object, (ref) => objects().get(refKey(ref)));
    chains.set(key, chain);
    return chain;
  };
  return {
    ...createSelection(view.pods, view.services),
    object: (ref) => objects().get(refKey(ref)) ?? null,
    ownedBy,
    podsOf: (workload) => descendantPods(workload, ownedBy),
    ownersOf,
    topOwner: (object) => ownersOf(object).at(-1) ?? refOf(object),
    node: (name) => (name === null ? null : (nodes().get(name) ?? null)),
    podsOn: (node) => (node === '' ? [] : (byNode().get(node) ?? [])),
    slicesOf: (service) => slices().get(serviceKey(service, service.name)) ?? [],
    usageOf: ({ namespace, name }) => usages().get(`${namespace ?? ''}/${name}`) ?? null,
    replicaSetsOf: (deployment) =>
      newestFirst(ownedBy(deployment).filter((object) => object.kind === 'ReplicaSet')),
    revisionsOf: (workload) =>
      newestFirst(ownedBy(workload).filter((object) => object.kind === 'ControllerRevision')),
    eventsAbout: (object) => {
      const about = events().get(refKey(object)) ?? [];
      const { uid } = object;
      if (uid === undefined || object.kind === 'Node' || about.length === 0) return about;
      return about.filter((event) => event.about.uid === uid || event.about.uid === '');
    },
    sawAll: (kind, namespace) =>
      view.asked.includes(kind) &&
      !view.gaps.some(
        (gap) =>
          gap.kind === kind && (gap.namespace === null || namespace === null || gap.namespace === namespace),
      ),
  };
}

function allObjects(view: ClusterView): readonly ViewObject[] {
  return objectKinds.flatMap((kind): readonly ViewObject[] => view[kind]);
}

function byRef(objects: readonly ViewObject[]): ReadonlyMap<string, ViewObject> {
  const map = new Map<string, ViewObject>();
  for (const object of objects) map.set(refKey(object), object);
  return map;
}

/** Those that somebody controls, by who does. */
function byOwner(objects: readonly ViewObject[]): ReadonlyMap<string, readonly ViewObject[]> {
  const map = new Map<string, ViewObject[]>();
  for (const object of objects) {
    if (object.owner === null) continue;
    const siblings = map.get(object.owner.uid);
    if (siblings) siblings.push(object);
    else map.set(object.owner.uid, [object]);
  }
  return map;
}

function serviceKey({ namespace }: Meta, service: string | null): string {
  return `${namespace}/${service ?? ''}`;
}

/** Goes from a workload down to its pods; ReplicaSets, Jobs and CronJobs stand between them. */
function descendantPods(owner: Meta, ownedBy: Lookup['ownedBy']): readonly Pod[] {
  return ownedBy(owner).flatMap((object) => {
    if (object.kind === 'Pod') return [object];
    return object.kind === 'ReplicaSet' || object.kind === 'Job' ? descendantPods(object, ownedBy) : [];
  });
}

/** Goes up as far as somebody controls it. An owner of another uid is another object of the same name. */
function owners(object: Meta, find: (ref: ObjectRef) => ViewObject | undefined): readonly ObjectRef[] {
  const chain: ObjectRef[] = [];
  let current: Meta | undefined = object;
  // Nobody owns deeper than this; a circle of owners is possible to write and must not hang a diagnosis.
  while (current?.owner && chain.length < 10) {
    const { kind, name, uid }: NonNullable<Meta['owner']> = current.owner;
    const namespace: string | null = kind === 'Node' ? null : current.namespace;
    const ref: ObjectRef = { kind, namespace, name };
    chain.push(ref);
    const found: ViewObject | undefined = find(ref);
    current = found?.uid === uid ? found : undefined;
  }
  return chain;
}

function newestFirst<T extends Meta & { readonly revision: number | null }>(
  revisions: readonly T[],
): readonly T[] {
  return revisions.toSorted(
    (a, b) =>
      (b.revision ?? 0) - (a.revision ?? 0) || b.createdAt - a.createdAt || (a.name < b.name ? -1 : 1),
  );
}

function eventsByObject(events: readonly ClusterEvent[]): ReadonlyMap<string, readonly ClusterEvent[]> {
  const ordered = events.toSorted((a, b) => a.lastAt - b.lastAt || a.firstAt - b.firstAt);
  return Map.groupBy(ordered, ({ about }) => refKey(about));
}
