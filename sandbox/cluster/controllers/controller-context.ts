import type { ClusterObject } from '../cluster-object.ts';
import type { ClusterWorld } from '../cluster-world.ts';
import type { ResourceKind } from '../kinds/resource-kind.ts';
import { commitWrite } from '../writes/commit-write.ts';

/** What an image does: it runs, it exits at once, or nobody can pull it. */
export type ImageState = { state?: 'runs' | 'crashes' | 'unpullable'; digest?: string };

/** What all controllers work with. */
export type ControllerContext = {
  world: ClusterWorld;
  images: Map<string, ImageState>;
  /** So many seconds of a real cluster, in milliseconds of this one. */
  seconds: (count: number) => number;
  /** Asks to be run again at this time. */
  wake: (at: number) => void;
  /** What could not be made in this run: it is tried again in the next. */
  failed: Set<string>;
  /** When something that is waited for began, by a name for it. */
  since: Map<string, number>;
};

export const MANAGER = 'kube-controller-manager';

/** The kind of this name, which is built in. */
export function kindNamed({ kinds }: ClusterWorld, apiVersion: string, kind: string): ResourceKind {
  const found = kinds.ofObject({ apiVersion, kind });
  if (!found) throw new Error(`The sandbox cluster does not know the kind ${kind}.`);
  return found;
}

/** What is on a shelf in this namespace, whatever is written meanwhile. */
export const objectsIn = ({ store }: ClusterWorld, shelf: string, namespace?: string): ClusterObject[] =>
  store
    .list(shelf)
    .map(({ object }) => object)
    .filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace);

/** What was written of a shelf, or belongs to what was. */
export const touchedOn = (world: ClusterWorld, shelf: string): ClusterObject[] =>
  objectsIn(world, shelf).filter(({ metadata }) => world.touched.has(metadata.uid ?? ''));

/** Writes what a controller found out; nothing when nothing changed. */
export function writeAs(
  { world }: ControllerContext,
  before: ClusterObject,
  after: ClusterObject,
  manager: string = MANAGER,
  subresource?: string,
): ClusterObject {
  const kind = kindNamed(world, before.apiVersion, before.kind);
  return commitWrite(world, kind, before, after, { manager, ...(subresource ? { subresource } : {}) });
}

/** Writes a status without what is zero, as Go leaves it out. */
export function writeStatus(
  context: ControllerContext,
  object: ClusterObject,
  status: { [field: string]: unknown },
  keepZero: readonly string[] = [],
): ClusterObject {
  const kept = Object.entries(status).filter(
    ([name, value]) => value !== undefined && (value !== 0 || keepZero.includes(name)),
  );
  return writeAs(context, object, { ...object, status: Object.fromEntries(kept) }, MANAGER, 'status');
}

/** Whose an object is: the uid of the controller among its owners. */
export const controllerOf = ({ metadata }: ClusterObject): string | undefined =>
  metadata.ownerReferences?.find(({ controller }) => controller)?.uid;

/** The reference to an object that controls another. */
export const ownedBy = ({ apiVersion, kind, metadata }: ClusterObject) => ({
  apiVersion,
  kind,
  name: metadata.name,
  uid: metadata.uid ?? '',
  controller: true,
  blockOwnerDeletion: true,
});
