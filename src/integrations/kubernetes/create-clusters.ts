import type { Clock } from '../../ports/clock.ts';
import type { Clusters } from '../../ports/cluster-reader.ts';
import { type AccessPlace, createClusterAccess } from './cluster-access.ts';
import { createClusterReader } from './create-cluster-reader.ts';
import { createJsonDoor } from './json-door.ts';
import type { ReadScope } from './read-scope.ts';

/** A cluster as the configuration names it. */
export type ClusterConfig = ReadScope & { readonly name: string; readonly access: AccessPlace };

/** The clusters and their connections. */
export type OpenClusters = Clusters & {
  /** Ends all connections; requests under way fail. */
  close(): Promise<void>;
};

/**
 * The clusters of the configuration, each with one pool of connections. Nothing is asked before the first question, so
 * a cluster that is away does not keep the process from starting. `version`: Keyturn's own, for the User-Agent.
 */
export function createClusters(
  config: readonly ClusterConfig[],
  { clock, version }: { readonly clock: Clock; readonly version: string },
): OpenClusters {
  const opened = config.map(({ name, access, namespaces, deny }) => {
    const door = createJsonDoor({ access: createClusterAccess(access), clock, version });
    return { door, reader: createClusterReader({ name, door, scope: { namespaces, deny }, clock }) };
  });
  const readers = new Map(opened.map(({ reader }) => [reader.name, reader]));
  return {
    names: [...readers.keys()],
    named: (name) => readers.get(name) ?? null,
    async close() {
      await Promise.all(opened.map(({ door }) => door.close()));
    },
  };
}
