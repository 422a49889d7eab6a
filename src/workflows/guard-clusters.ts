import { HOUR, type Instant, MINUTE } from '../domain/instant.ts';
import type { Clock } from '../ports/clock.ts';
import { ClusterFailure } from '../ports/cluster-failure.ts';
import type { ClusterReader, Clusters, Harmlessness } from '../ports/cluster-reader.ts';
import type { Log } from '../ports/log.ts';

/** A check older than this says nothing of now: rights are given and taken. */
const FRESH = 2 * HOUR;

/** How long one check may take. */
const DEADLINE = 2 * MINUTE;

/** What is known of a cluster's identity. `refused` are the harms that the configuration does not accept. */
export type GuardState = { readonly harmlessness: Harmlessness; readonly refused: readonly string[] };

export type GuardedClusters = Clusters & {
  /** Asks the cluster anew. Throws ClusterFailure when it can't be asked. */
  check(name: string): Promise<GuardState>;
  /** All clusters, one after the other; what can't be asked is logged and stays as it was. Never throws. */
  checkAll(): Promise<void>;
  /** What the last check found, by cluster. */
  states(): ReadonlyMap<string, GuardState>;
};

/**
 * Clusters that are read only with an identity that can't do harm. Before the first question, and again when the last
 * check is too old, the API server is asked for every right that would do harm; one that the configuration does not
 * accept in so many words refuses all reading. `accepted`: such rights by cluster, each as the check words it.
 */
export function guardClusters(deps: {
  readonly clusters: Clusters;
  readonly accepted: ReadonlyMap<string, readonly string[]>;
  readonly clock: Clock;
  readonly logger: Log;
}): GuardedClusters {
  const { clusters, accepted, clock, logger } = deps;
  const states = new Map<string, GuardState>();
  const running = new Map<string, Promise<GuardState>>();

  async function ask(name: string): Promise<GuardState> {
    const reader = clusters.named(name);
    if (!reader) throw new Error('there is no such cluster');
    const harmlessness = await reader.harmlessness(clock.now() + DEADLINE);
    const allowed = accepted.get(name) ?? [];
    const refused = harmlessness.harms.filter((harm) => !allowed.includes(harm));
    const state = { harmlessness, refused };
    states.set(name, state);
    const { questions, harms, incomplete } = harmlessness;
    const fields = { cluster: name, questions, harms, refused, incomplete };
    if (refused.length > 0) logger.error(fields, 'the identity for reading can do harm, so nothing is read');
    else logger.info(fields, 'the identity for reading was checked');
    return state;
  }

  function check(name: string): Promise<GuardState> {
    const already = running.get(name);
    if (already) return already;
    const asking = ask(name).finally(() => running.delete(name));
    running.set(name, asking);
    return asking;
  }

  async function ensure(name: string): Promise<void> {
    const known = states.get(name);
    const isFresh = known !== undefined && clock.now() - known.harmlessness.checkedAt < FRESH;
    const { refused } = isFresh ? known : await check(name);
    if (refused.length > 0) throw new ClusterFailure('harmful', { detail: refused.join('; ') });
  }

  const guarded = new Map(
    clusters.names.flatMap((name) => {
      const reader = clusters.named(name);
      return reader ? [[name, guardReader(reader, () => ensure(name))] as const] : [];
    }),
  );
  return {
    names: clusters.names,
    named: (name) => guarded.get(name) ?? null,
    check,
    states: () => states,
    async checkAll() {
      for (const name of clusters.names) {
        await check(name).catch((error: unknown) =>
          logger.warn({ cluster: name, error }, 'the identity for reading could not be checked'),
        );
      }
    },
  };
}

/** The same reader, each question after `ensure`. The check itself and what a cluster is called are not guarded. */
function guardReader(reader: ClusterReader, ensure: () => Promise<void>): ClusterReader {
  const after =
    <Arguments extends readonly unknown[], Answer>(ask: (...args: Arguments) => Promise<Answer>) =>
    async (...args: Arguments): Promise<Answer> => {
      await ensure();
      return ask(...args);
    };
  return {
    name: reader.name,
    identity: (until: Instant) => reader.identity(until),
    harmlessness: (until: Instant) => reader.harmlessness(until),
    resources: after(reader.resources),
    table: after(reader.table),
    object: after(reader.object),
    names: after(reader.names),
    logs: after(reader.logs),
    mayI: after(reader.mayI),
    view: after(reader.view),
  };
}
