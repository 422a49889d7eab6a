import type { ClusterObject } from '../cluster-object.ts';
import { type StoredObject, storedObject } from './stored-object.ts';

/** Where the objects of a resource are kept: `group/resource`, whatever the version. */
export type Shelf = string;

/** Every object of the cluster, with the counter that all of them share. */
export type ObjectStore = {
  /** The resourceVersion of the newest write. */
  version(): number;
  /** The next resourceVersion, for a write that is about to be put. */
  nextVersion(): number;
  /** Takes note of a version that came from outside, so that ours stay newer. */
  atLeast(version: number): void;
  put(shelf: Shelf, object: ClusterObject): void;
  remove(shelf: Shelf, key: string): boolean;
  get(shelf: Shelf, key: string): StoredObject | undefined;
  /** All of a shelf in the order of their keys; this array never changes. */
  list(shelf: Shelf): readonly StoredObject[];
  /** Keeps what the shelf holds now for pages that will be asked for with this version. */
  keepSnapshot(shelf: Shelf): void;
  /** What the shelf held at this version, if it is still known. */
  snapshot(shelf: Shelf, version: number): readonly StoredObject[] | undefined;
};

const FIRST_VERSION = 1000;
/** A real server keeps them for minutes; pages are read within seconds. */
const SNAPSHOTS_KEPT = 50;

type Shelved = {
  byKey: Map<string, StoredObject>;
  sorted: readonly StoredObject[] | undefined;
  version: number;
};

/** An empty store. */
export function createObjectStore(): ObjectStore {
  const shelves = new Map<Shelf, Shelved>();
  const snapshots = new Map<string, readonly StoredObject[]>();
  let version = FIRST_VERSION;

  const shelved = (shelf: Shelf): Shelved => {
    const known = shelves.get(shelf);
    if (known) return known;
    const made: Shelved = { byKey: new Map(), sorted: [], version };
    shelves.set(shelf, made);
    return made;
  };
  const list = (shelf: Shelf) => {
    const on = shelved(shelf);
    on.sorted ??= [...on.byKey.values()].sort(byKey);
    return on.sorted;
  };

  return {
    version: () => version,
    nextVersion: () => ++version,
    atLeast(given) {
      version = Math.max(version, given);
    },
    put(shelf, object) {
      const on = shelved(shelf);
      const stored = storedObject(object);
      on.byKey.set(stored.key, stored);
      on.sorted = undefined;
      on.version = version;
    },
    remove(shelf, key) {
      const on = shelved(shelf);
      if (!on.byKey.delete(key)) return false;
      on.sorted = undefined;
      on.version = ++version;
      return true;
    },
    get: (shelf, key) => shelves.get(shelf)?.byKey.get(key),
    list,
    keepSnapshot(shelf) {
      snapshots.set(`${shelf}@${version}`, list(shelf));
      const [oldest] = snapshots.keys();
      if (snapshots.size > SNAPSHOTS_KEPT && oldest !== undefined) snapshots.delete(oldest);
    },
    snapshot(shelf, at) {
      // Nothing on this shelf was written since: what it holds now is what it held then.
      if (at <= version && shelved(shelf).version <= at) return list(shelf);
      return snapshots.get(`${shelf}@${at}`);
    },
  };
}

/** By code units: the order of keys in the server's own store. */
const byKey = (one: StoredObject, other: StoredObject): number =>
  one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
