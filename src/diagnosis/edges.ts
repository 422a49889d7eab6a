import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import { lazily } from '../domain/cluster/lazily.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import { type ObjectRef, refOf } from '../domain/cluster/object-ref.ts';
import { oncePerNamespace } from '../domain/cluster/once-per-namespace.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import type { PodSpec } from '../domain/cluster/pod-spec.ts';
import { referencesOf } from '../domain/cluster/references.ts';
import { hasLabels, selects } from '../domain/cluster/selector.ts';
import type { ViewObject } from '../domain/cluster/view-object.ts';
import type { Bond } from '../domain/ranking.ts';
import { createDependencies } from './dependencies.ts';
import { reachingAll } from './reaching-all.ts';

/** A step from one object to another that can harm it, or that it can harm. The higher the cost, the less direct. */
export type Edge = {
  readonly to: ObjectRef;
  readonly cost: number;
  readonly bond: Bond;
};

/**
 * What a step costs. A workload and its pods are one thing; what they use, run on or are reached by is one step away;
 * what they only name, or share a node with, is two; what reaches every pod of the cluster is three; a neighbour who
 * has nothing in common but the namespace is six in all.
 */
const COST = { same: 0, direct: 1, named: 2, sharing: 2, everywhere: 3, namespace: 3 } as const;

/** Stands for what reaches the whole cluster; it is no object and never shown. */
export const EVERYWHERE: ObjectRef = { kind: 'Cluster', namespace: null, name: '' };

type Workload = Extract<ViewObject, { readonly template: unknown }>;

/** What is asked again and again, in the form in which it is quick to answer. */
type World = {
  readonly lookup: Lookup;
  /** Where a spec leads to. */
  readonly specSteps: (spec: PodSpec, namespace: string | null) => readonly Edge[];
  /** What may be set over a workload of a namespace. */
  readonly settings: (namespace: string | null) => readonly ViewObject[];
  readonly members: (namespace: string | null) => readonly ViewObject[];
  readonly claimants: (claim: ObjectRef) => readonly Pod[];
  readonly everywhere: () => readonly Edge[];
};

/**
 * Tells from any object where trouble may come from or go to, as far as the view shows. `isStart`: the alert is about
 * this very object. Only then its namespace and the whole cluster are around it, and a way leads on from a node to all
 * pods on it, or from an Ingress to all that it routes to: for anything else these are the neighbours of others.
 */
export function createEdges(
  view: ClusterView,
  lookup: Lookup,
): (from: ObjectRef, isStart: boolean) => readonly Edge[] {
  const members = lazily(() => Map.groupBy(membersOfNamespaces(view), ({ namespace }) => namespace));
  const settings = lazily(() => Map.groupBy(settingsOver(view), ({ namespace }) => namespace));
  const claimants = lazily(() => podsByClaim(view.pods));
  const world: World = {
    lookup,
    specSteps: createSpecSteps(view),
    settings: (namespace) => settings().get(namespace) ?? [],
    members: (namespace) => members().get(namespace) ?? [],
    claimants: ({ namespace, name }) => claimants().get(`${namespace}/${name}`) ?? [],
    everywhere: lazily(() => reachingAll(view).map((object) => edge(object, COST.everywhere, 'general'))),
  };
  return (from, isStart) => {
    if (from.kind === EVERYWHERE.kind) return world.everywhere();
    const near = isStart ? around(from) : [];
    if (from.kind === 'Namespace') {
      const bond = isStart ? 'direct' : 'neighbour';
      return [...near, ...world.members(from.name).map((object) => edge(object, COST.namespace, bond))];
    }
    const object = lookup.object(from);
    return object ? [...near, ...kin(object, lookup), ...steps(object, isStart, world)] : near;
  };
}

/** What is around what the alert is about: its namespace, and whatever reaches the whole cluster. */
function around({ namespace }: ObjectRef): readonly Edge[] {
  const everywhere = edge(EVERYWHERE, 0);
  return namespace === null
    ? [everywhere]
    : [edge({ kind: 'Namespace', namespace: null, name: namespace }, COST.namespace), everywhere];
}

/** Who controls it, and what it controls. Static pods are controlled by their node, which is no part of them. */
function kin(object: ViewObject, lookup: Lookup): readonly Edge[] {
  if (object.kind === 'Node') return [];
  const owner = lookup.ownersOf(object).slice(0, 1);
  const owned = lookup.ownedBy(object).filter((each) => each.kind === 'Pod' || 'template' in each);
  return [...owner.filter(({ kind }) => kind !== 'Node'), ...owned].map((each) => edge(each, COST.same));
}

/** Steps beside owning and being owned, by what the object is. */
function steps(object: ViewObject, isStart: boolean, world: World): readonly Edge[] {
  const { lookup, members, claimants } = world;
  const direct = (to: ObjectRef): Edge => edge(to, COST.direct);
  switch (object.kind) {
    case 'Pod':
      return podSteps(object, isStart, world);
    case 'Node':
      return [
        edge({ kind: 'Lease', namespace: 'kube-node-lease', name: object.name }, COST.same),
        // What a node does for its pods is done by those of DaemonSets; the others are its guests.
        ...(isStart ? lookup.podsOn(object.name) : []).map((pod) =>
          pod.owner?.kind === 'DaemonSet' ? direct(pod) : edge(pod, COST.sharing, 'neighbour'),
        ),
      ];
    case 'Service': {
      const routed = members(object.namespace).filter((other) => routesTo(other, object.name));
      return [...lookup.podsBehind(object), ...routed].map(direct);
    }
    case 'Ingress':
      return isStart
        ? object.backends.map(({ service }) => direct({ ...object, kind: 'Service', name: service }))
        : [];
    case 'PersistentVolumeClaim':
      return claimants(object).map(direct);
    case 'HorizontalPodAutoscaler':
      return [direct({ ...object.target, namespace: object.namespace })];
    case 'ValidatingWebhookConfiguration':
    case 'MutatingWebhookConfiguration':
      return object.webhooks.flatMap(({ service, failurePolicy }) =>
        service && failurePolicy === 'Fail'
          ? [direct({ kind: 'Service', namespace: service.namespace, name: service.name })]
          : [],
      );
    default:
      return 'template' in object ? workloadSteps(object, world) : [];
  }
}

function podSteps(pod: Pod, isStart: boolean, world: World): readonly Edge[] {
  // A DaemonSet is on every node: that one of them is in trouble is not the DaemonSet's.
  const onNode = pod.node !== null && (isStart || pod.owner?.kind !== 'DaemonSet');
  return [
    ...(onNode ? [edge({ kind: 'Node', namespace: null, name: pod.node ?? '' }, COST.direct)] : []),
    ...world.lookup.servicesOf(pod).map((service) => edge(service, COST.direct)),
    ...world.specSteps(pod.spec, pod.namespace),
  ];
}

/** A workload also has what its template names, because it may have no pods, and what is set over it. */
function workloadSteps(workload: Workload, world: World): readonly Edge[] {
  const over = world.settings(workload.namespace).filter((object) => isOver(object, workload));
  return [
    ...world.specSteps(workload.template.spec, workload.namespace),
    ...over.map((object) => edge(object, COST.direct)),
  ];
}

function isOver(object: ViewObject, { kind, name, template: { labels } }: Workload): boolean {
  switch (object.kind) {
    case 'NetworkPolicy':
      return selects(object.pods, labels);
    case 'PodDisruptionBudget':
      return selects(object.selector, labels);
    case 'Service':
      return Object.keys(object.selector).length > 0 && hasLabels(labels, object.selector);
    case 'HorizontalPodAutoscaler':
      return object.target.kind === kind && object.target.name === name;
    default:
      return false;
  }
}

/** The steps that a spec leads to, which pods of one workload share as they share the spec. */
function createSpecSteps(view: ClusterView): World['specSteps'] {
  const dependencies = createDependencies(view.services);
  return oncePerNamespace((spec: PodSpec, namespace): readonly Edge[] => [
    ...referencesOf(spec).map(({ kind, name }) =>
      edge({ kind, name, namespace: kind === 'PriorityClass' ? null : namespace }, COST.direct),
    ),
    ...dependencies(spec, namespace).map((service) => edge(service, COST.named)),
  ]);
}

function routesTo(object: ViewObject, service: string): boolean {
  return object.kind === 'Ingress' && object.backends.some((backend) => backend.service === service);
}

/** In the order in which a namespace has them. */
function settingsOver(view: ClusterView): readonly ViewObject[] {
  const network = [...view.services, ...view.networkpolicies];
  return [...network, ...view.horizontalpodautoscalers, ...view.poddisruptionbudgets];
}

/** What a namespace consists of for somebody who looks into it: not the pods and revisions that others made. */
function membersOfNamespaces(view: ClusterView): readonly ViewObject[] {
  const bare = view.pods.filter(({ owner }) => owner === null);
  const workloads = [...view.deployments, ...view.statefulsets, ...view.daemonsets];
  const runs = [...view.cronjobs, ...view.jobs, ...view.replicasets].filter(({ owner }) => owner === null);
  const network = [...view.services, ...view.ingresses, ...view.networkpolicies];
  const kept = [...view.persistentvolumeclaims, ...view.configmaps];
  return [
    ...bare,
    ...workloads,
    ...runs,
    ...network,
    ...kept,
    ...view.horizontalpodautoscalers,
    ...view.poddisruptionbudgets,
  ];
}

function podsByClaim(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const claims = pods.flatMap((pod) =>
    pod.spec.volumes.flatMap((volume) =>
      volume.kind === 'Claim' ? [{ pod, claim: `${pod.namespace}/${volume.source}` }] : [],
    ),
  );
  return new Map(
    [...Map.groupBy(claims, ({ claim }) => claim)].map(([claim, list]) => [
      claim,
      list.map(({ pod }) => pod),
    ]),
  );
}

function edge(to: ObjectRef, cost: number, bond: Bond = 'direct'): Edge {
  return { to: refOf(to), cost, bond };
}
