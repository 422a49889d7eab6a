import { diagnose } from '../diagnosis/diagnose.ts';
import { viewKinds } from '../diagnosis/view-kinds.ts';
import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import type { Subject } from '../domain/cluster/subject.ts';
import { MINUTE } from '../domain/instant.ts';
import type { Clock } from '../ports/clock.ts';
import type { ClusterReader, Clusters } from '../ports/cluster-reader.ts';
import type { Log } from '../ports/log.ts';
import { READING } from './diagnose-incident.ts';

/** What a diagnosis would have seen. `gaps`: what could not be read and why, each as a sentence. */
export type Rehearsal = {
  readonly objects: number;
  readonly milliseconds: number;
  readonly gaps: readonly string[];
};

/**
 * Makes a diagnosis of this cluster that nobody asked for and throws it away: what it needs and can't read, and how long
 * it takes, is known before somebody waits for one. Throws ClusterFailure, and what a check throws.
 */
export async function rehearseDiagnosis(
  { view: read }: Pick<ClusterReader, 'view'>,
  clock: Clock,
): Promise<Rehearsal> {
  const began = clock.now();
  const view = await read({ kinds: viewKinds, namespaces: null }, began + READING);
  const { looked, gaps } = diagnose({ view, subject: anySubject(view), onset: began - 10 * MINUTE });
  return {
    objects: Object.values(looked).reduce((sum, count) => sum + count, 0),
    milliseconds: clock.now() - began,
    gaps: [...new Set(gaps.map(({ sentence }) => sentence))],
  };
}

/**
 * Rehearses all clusters, one after the other, and says in the log how it went. Until `isOver`: the process stops. Never
 * throws: whoever can't be read now may be readable when it matters.
 */
export async function rehearseAll(
  deps: { readonly clusters: Clusters; readonly clock: Clock; readonly logger: Log },
  isOver: () => boolean,
): Promise<void> {
  const { clusters, clock, logger } = deps;
  for (const cluster of clusters.names) {
    const reader = clusters.named(cluster);
    if (!reader || isOver()) continue;
    try {
      const { gaps, ...rehearsed } = await rehearseDiagnosis(reader, clock);
      // What a stop cuts off is missing for no reason of the cluster's.
      if (isOver()) return;
      if (gaps.length === 0) logger.info({ cluster, ...rehearsed }, 'a diagnosis was rehearsed');
      else logger.warn({ cluster, ...rehearsed, gaps }, 'a diagnosis would not see everything');
    } catch (error) {
      if (!isOver()) logger.warn({ cluster, error }, 'a diagnosis could not be rehearsed');
    }
  }
}

/** Whatever there is first: the checks look at everything, whatever it is about. */
function anySubject({ deployments: [first] }: Pick<ClusterView, 'deployments'>): Subject {
  const objects = first ? [{ kind: 'Deployment', namespace: first.namespace, name: first.name }] : [];
  return { objects, namespace: first?.namespace ?? null, address: null, container: null, labels: {} };
}
