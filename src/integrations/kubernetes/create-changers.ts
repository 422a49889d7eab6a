import type { Clock } from '../../ports/clock.ts';
import type { ClusterRehearsals } from '../../ports/cluster-rehearsal.ts';
import type { ClusterWriters } from '../../ports/cluster-writer.ts';
import { type AccessPlace, createClusterAccess } from './cluster-access.ts';
import { createRehearsal } from './create-rehearsal.ts';
import { createWriter } from './create-writer.ts';

/** The clusters and their connections. */
export type OpenChangers = {
  readonly rehearsals: ClusterRehearsals;
  readonly writers: ClusterWriters;
  /** Ends all connections; of requests under way nobody knows then what became of them. */
  close(): Promise<void>;
};

/**
 * The clusters that may be changed, each with its write identity. Only the executor makes them. Nothing is asked before
 * the first change. `version`: Keyturn's own, for the User-Agent.
 */
export function createChangers(
  config: readonly { readonly name: string; readonly access: AccessPlace }[],
  { clock, version }: { readonly clock: Clock; readonly version: string },
): OpenChangers {
  const opened = new Map(
    config.map(({ name, access: place }) => {
      const access = createClusterAccess(place);
      const parts = { access, clock, version };
      return [name, { rehearsal: createRehearsal(parts), writer: createWriter(parts) }];
    }),
  );
  return {
    rehearsals: { named: (name) => opened.get(name)?.rehearsal ?? null },
    writers: { named: (name) => opened.get(name)?.writer ?? null },
    async close() {
      await Promise.all(
        [...opened.values()].flatMap(({ rehearsal, writer }) => [rehearsal.close(), writer.close()]),
      );
    },
  };
}
