import type { Pod } from '../../cluster/pod.ts';
import { isMeant } from '../../cluster/runs.ts';
import type { ViewObject } from '../../cluster/view-object.ts';
import type { Workload } from '../../cluster/workload.ts';
import type { Scene } from '../scene.ts';

/**
 * Why a target needs more than one approver's glance: part of the cluster itself, the only one of its kind, or with data
 * of its own. A sentence without an end; null: nothing of these.
 */
export function protectionOf(object: ViewObject, scene: Scene): string | null {
  const reasons = [
    object.namespace === 'kube-system' ? 'it is part of the cluster itself (kube-system)' : null,
    isSingleton(object, scene) ? 'it is the only replica' : null,
    keepsData(object) ? 'it keeps data in a volume' : null,
  ].filter((reason) => reason !== null);
  return reasons.length === 0 ? null : reasons.join(', ');
}

/** True for a workload of one replica, and for a pod that has no other beside it. */
function isSingleton(object: ViewObject, { lookup }: Scene): boolean {
  if (object.kind !== 'Pod') return 'replicas' in object && object.replicas === 1;
  if (object.owner === null || object.owner.kind === 'Job') return false;
  const workload = lookup.object(lookup.topOwner(object));
  // A DaemonSet has one for each node, and each is the only one there.
  if (workload === null || workload.kind === 'DaemonSet') return false;
  return lookup.podsOf(workload).filter(isMeant).length <= 1;
}

/** True when pods of it have a claim of their own or a common one. */
function keepsData(object: ViewObject): boolean {
  if (object.kind === 'Pod') return hasClaim(object.spec.volumes);
  if (object.kind === 'StatefulSet' && object.claimTemplates.length > 0) return true;
  return 'template' in object && hasClaim((object as Workload).template.spec.volumes);
}

function hasClaim(volumes: Pod['spec']['volumes']): boolean {
  return volumes.some(({ kind }) => kind === 'Claim');
}
