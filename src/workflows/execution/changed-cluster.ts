import { rawUid } from '../../domain/action/raw-object.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Plan } from '../../domain/proposal/proposal.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { ClusterReader } from '../../ports/cluster-reader.ts';
import type { ClusterRehearsal } from '../../ports/cluster-rehearsal.ts';

/**
 * A cluster's own name (the uid of its namespace kube-system), read now, by the way by which it is changed; empty when
 * it has none. Throws ClusterFailure.
 */
export async function changedClusterUid(
  reader: ClusterReader,
  rehearsal: ClusterRehearsal,
  until: Instant,
): Promise<string> {
  const resources = await reader.resources(until);
  const resource = resources.find(({ name, group }) => name === 'namespaces' && group === '');
  return resource
    ? rawUid(await rehearsal.read({ resource, namespace: null, name: 'kube-system' }, until))
    : '';
}

/**
 * Makes sure that what is looked at afterwards is the cluster that was changed: behind an address there may be another
 * one by now, in which nothing was done. Throws ClusterFailure.
 */
export async function checkStillThatCluster(
  reader: ClusterReader,
  rehearsal: ClusterRehearsal,
  { cluster }: Plan,
  until: Instant,
): Promise<void> {
  if ((await changedClusterUid(reader, rehearsal, until)) === cluster.uid) return;
  throw new ClusterFailure('broken', { detail: 'another cluster is behind its address now' });
}
