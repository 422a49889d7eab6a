import type { PlannedRequest } from '../../../../src/domain/action/planned-request.ts';
import type { Instant } from '../../../../src/domain/instant.ts';
import { SECOND } from '../../../../src/domain/instant.ts';
import { ClusterFailure } from '../../../../src/ports/cluster-failure.ts';
import type { ClusterReader } from '../../../../src/ports/cluster-reader.ts';
import type { ClusterRehearsal } from '../../../../src/ports/cluster-rehearsal.ts';
import type { ClusterWriter, ExecutionToken } from '../../../../src/ports/cluster-writer.ts';
import { createFakeCluster } from '../../../fakes/cluster-reader.ts';
import type { FuzzCluster } from './fuzz-cluster.ts';

/**
 * What may go wrong with one write: its answer is lost; it is refused; it is cut off before anything happened; or its
 * answer takes too long, and its effect comes so many milliseconds after it was sent, if it comes.
 */
export type WriteTrouble = 'none' | 'lost' | 'refused' | 'cut' | { readonly late: number } | 'never';

/** An API server takes no longer for a request than this, whether anybody still waits or not (its --request-timeout). */
export const SERVER_LIMIT = 60 * SECOND;

export type Write = ExecutionToken & { readonly request: PlannedRequest; readonly at: Instant };

/** The ways to a cluster: for reading, for rehearsing, for changing. Counts what changed by which proposal. */
export function createChanger(cluster: FuzzCluster, clock: { now(): Instant }) {
  const effects = new Map<string, number>();
  const writes: Write[] = [];
  const late: { readonly due: Instant; readonly write: Write }[] = [];
  const hooks = {
    isAway: false,
    /** A right or a webhook that says no to every rehearsal. */
    refusesRehearsals: false,
    trouble: 'none' as WriteTrouble,
    onRehearsal: (_: PlannedRequest): void => undefined,
    beforeWrite: async (_: Write): Promise<void> => undefined,
  };
  const reachable = (): void => {
    if (hooks.isAway) throw new ClusterFailure('away', { detail: 'the connection was refused' });
  };
  const takes = (write: Write): void => {
    cluster.take(write.request, true);
    effects.set(write.proposal, (effects.get(write.proposal) ?? 0) + 1);
  };
  const rehearsal: ClusterRehearsal = {
    async read({ resource, namespace, name }) {
      reachable();
      return cluster.read(`${namespace === null ? '' : `/namespaces/${namespace}`}/${resource.name}/${name}`);
    },
    async rehearse(request) {
      reachable();
      if (hooks.refusesRehearsals) throw new ClusterFailure('refused', { detail: 'a webhook says no' });
      hooks.onRehearsal(request);
      return { answer: cluster.take(request, false), warnings: [] };
    },
  };
  const writer: ClusterWriter = {
    async write(token, request, until) {
      const write = { ...token, request, at: clock.now() };
      if (until <= write.at) throw new ClusterFailure('refused', { detail: 'nothing was sent: too late' });
      await hooks.beforeWrite(write);
      writes.push(write);
      const { trouble } = hooks;
      if (trouble === 'refused') throw new ClusterFailure('refused', { detail: 'a webhook says no' });
      if (trouble === 'cut' || hooks.isAway) throw new ClusterFailure('away', { detail: 'cut' });
      if (typeof trouble === 'object') late.push({ due: write.at + trouble.late, write });
      if (trouble === 'never' || typeof trouble === 'object')
        throw new ClusterFailure('timed-out', { detail: 'no answer' });
      takes(write);
      if (trouble === 'lost') throw new ClusterFailure('away', { detail: 'cut' });
      return {};
    },
  };
  return {
    reader: readerOf(cluster, reachable),
    rehearsal,
    writer,
    hooks,
    writes: writes as readonly Write[],
    /** How often something of a proposal (`INC-7/3`) had its effect. */
    effectsOf: (proposal: string): number => effects.get(proposal) ?? 0,
    /** What was still under way has its effect now, if its time has come and it still fits. */
    arrives(): void {
      for (const each of late.splice(0)) {
        if (each.due > clock.now()) late.push(each);
        else if (fits(cluster, each.write.request)) takes(each.write);
      }
    },
  };
}

function fits(cluster: FuzzCluster, request: PlannedRequest): boolean {
  try {
    cluster.take(request, false);
    return true;
  } catch {
    return false;
  }
}

function readerOf(cluster: FuzzCluster, reachable: () => void): ClusterReader {
  const now = (): ClusterReader => {
    reachable();
    return createFakeCluster({ has: cluster.view() }).reader;
  };
  return {
    name: 'prod-eu1',
    identity: async (until) => now().identity(until),
    resources: async (until) => now().resources(until),
    table: async (...asked) => now().table(...asked),
    object: async (...asked) => now().object(...asked),
    names: async (...asked) => now().names(...asked),
    logs: async (...asked) => now().logs(...asked),
    mayI: async (...asked) => now().mayI(...asked),
    view: async (...asked) => now().view(...asked),
    harmlessness: async (until) => now().harmlessness(until),
  };
}
