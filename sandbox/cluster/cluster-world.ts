import { randomUUID } from 'node:crypto';
import { parseAllDocuments } from 'yaml';
import type { WebhookAnswer } from './admission/webhooks.ts';
import type { ClusterObject } from './cluster-object.ts';
import { shelfOf, storageForm } from './kinds/conversion.ts';
import { createKindRegistry, type KindRegistry } from './kinds/kind-registry.ts';
import type { ResourceKind } from './kinds/resource-kind.ts';
import type { KubeletState } from './logs/kubelet.ts';
import { createLogStore, type LogStore } from './logs/log-store.ts';
import { createNameSuffixes } from './store/name-suffixes.ts';
import { createObjectStore, type ObjectStore } from './store/object-store.ts';
import { keyOf } from './store/stored-object.ts';
import { touch } from './store/touched.ts';

/** Everything that the cluster is, without its server. */
export type ClusterWorld = {
  store: ObjectStore;
  kinds: KindRegistry;
  logs: LogStore;
  /** Nodes whose kubelet was said to be up or away, whatever their status says. */
  kubelets: Map<string, KubeletState>;
  now: () => number;
  /** Whether an authorizer that can't list its rules is asked besides RBAC, as in many managed clusters. */
  webhookAuthorizer: boolean;
  /** What was written since the start: uids, and `namespace/<name>`. Only there controllers look. */
  touched: Set<string>;
  /** The uids of what was deleted: what belonged to it is to go, too. */
  removed: Set<string>;
  /** What webhooks say that can be reached, by their name. */
  webhooks: Map<string, WebhookAnswer>;
  /** Five characters for a generated name; the same ones in every run. */
  nameSuffix: () => string;
};

export type ObjectRef = { kind: string; apiVersion?: string; namespace?: string; name: string };

/** The kinds that controllers bring about. */
const STARTED = [
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Pod',
  'PodDisruptionBudget',
  'Service',
];

/** An empty cluster: nothing in it, not even a namespace. */
export const createWorld = (options: {
  metrics: boolean;
  webhookAuthorizer: boolean;
  now: () => number;
}): ClusterWorld => ({
  store: createObjectStore(),
  kinds: createKindRegistry(options),
  logs: createLogStore(),
  kubelets: new Map(),
  now: options.now,
  webhookAuthorizer: options.webhookAuthorizer,
  touched: new Set(),
  removed: new Set(),
  webhooks: new Map(),
  nameSuffix: createNameSuffixes(),
});

/** Objects as they are, or from YAML documents; a List stands for its items. */
export function objectsOf(given: readonly ClusterObject[] | string): ClusterObject[] {
  const objects =
    typeof given === 'string'
      ? parseAllDocuments(given).map((document) => document.toJS() as ClusterObject | null)
      : given;
  return objects.flatMap((object) => {
    if (!object) return [];
    return object.kind === 'List' ? (object.items as ClusterObject[]) : [object];
  });
}

/** Creates or replaces objects, as if the cluster had come to be so. Throws for a kind that nothing defines. */
export function applyObjects(world: ClusterWorld, objects: readonly ClusterObject[]): void {
  const definitions = objects.filter(isDefinition);
  for (const definition of definitions) applyObject(world, definition);
  if (definitions.length > 0) defineCustomKinds(world);
  for (const object of objects) if (!isDefinition(object)) applyObject(world, object);
}

const isDefinition = (object: ClusterObject): boolean => object.kind === 'CustomResourceDefinition';

/** Takes in the kinds of the definitions that there are now. */
export function defineCustomKinds({ store, kinds }: ClusterWorld): void {
  const shelf = 'apiextensions.k8s.io/customresourcedefinitions';
  kinds.define(store.list(shelf).map(({ object }) => object));
}

function applyObject(world: ClusterWorld, given: ClusterObject): void {
  const { store, kinds } = world;
  const kind = kinds.ofObject(given);
  if (!kind) {
    throw new Error(
      `The sandbox cluster does not know ${given.apiVersion} ${given.kind}: apply its CustomResourceDefinition first.`,
    );
  }
  const metadata = { ...given.metadata };
  if (kind.namespaced) metadata.namespace ??= 'default';
  else delete metadata.namespace;
  const before = store.get(shelfOf(kind), keyOf(metadata.namespace, metadata.name))?.object.metadata;
  metadata.uid ??= before?.uid ?? randomUUID();
  metadata.creationTimestamp ??= before?.creationTimestamp ?? atSecond(world.now());
  metadata.resourceVersion = versionFor(store, metadata.resourceVersion, before?.resourceVersion);
  const kept = storageForm({ ...given, metadata });
  store.put(shelfOf(kind), kept);
  // What has no status yet waits for the controllers; the rest is a story that stands still.
  if (given.status === undefined && STARTED.includes(given.kind)) touch(world, kept);
}

/** A version that came with the object is kept, unless the object was here before: then it was changed. */
function versionFor(store: ObjectStore, given: string | undefined, before: string | undefined): string {
  if (given && /^\d+$/.test(given) && before === undefined) {
    store.atLeast(Number(given));
    return given;
  }
  return String(store.nextVersion());
}

const atSecond = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** Takes an object away; whether it was there. */
export function removeObject(world: ClusterWorld, ref: ObjectRef): boolean {
  const kind = kindOf(world, ref);
  const { uid } = findObject(world, ref)?.metadata ?? {};
  if (uid) world.removed.add(uid);
  const removed = world.store.remove(shelfOf(kind), refKey(kind, ref));
  if (removed && kind.kind === 'CustomResourceDefinition') defineCustomKinds(world);
  return removed;
}

/** The object as it is kept, if it is there. */
export function findObject(world: ClusterWorld, ref: ObjectRef): ClusterObject | undefined {
  const kind = kindOf(world, ref);
  return world.store.get(shelfOf(kind), refKey(kind, ref))?.object;
}

const refKey = (kind: ResourceKind, ref: ObjectRef): string =>
  keyOf(kind.namespaced ? (ref.namespace ?? 'default') : undefined, ref.name);

function kindOf({ kinds }: ClusterWorld, ref: ObjectRef): ResourceKind {
  const found = kinds.all().find(({ group, version, kind }) => {
    if (kind !== ref.kind) return false;
    return !ref.apiVersion || ref.apiVersion === (group === '' ? version : `${group}/${version}`);
  });
  if (!found) throw new Error(`The sandbox cluster does not know the kind ${ref.kind}.`);
  return found;
}
