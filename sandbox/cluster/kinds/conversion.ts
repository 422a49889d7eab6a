import type { ClusterObject } from '../cluster-object.ts';
import { toCoreEvent, toNewEvent } from '../events/event-shapes.ts';
import type { Shelf } from '../store/object-store.ts';
import { hpaAsV1, hpaAsV2 } from './autoscaler-versions.ts';
import { groupVersionOf, type ResourceKind } from './resource-kind.ts';

/** Where the objects of a kind are kept. Both groups of events show the same objects. */
export const shelfOf = (kind: { group: string; resource: string }): Shelf =>
  kind.resource === 'events' && kind.group === 'events.k8s.io' ? '/events' : `${kind.group}/${kind.resource}`;

/** The form in which an object is kept: one version of each kind. */
export function storageForm(object: ClusterObject): ClusterObject {
  if (object.kind === 'Event' && object.apiVersion === 'events.k8s.io/v1') return toCoreEvent(object);
  if (object.kind === 'HorizontalPodAutoscaler' && object.apiVersion === 'autoscaling/v1')
    return hpaAsV2(object);
  return object;
}

/** A kept object as this kind of the API shows it. */
export function servedForm(kind: ResourceKind, object: ClusterObject): ClusterObject {
  const apiVersion = groupVersionOf(kind);
  if (object.apiVersion === apiVersion) return object;
  if (apiVersion === 'events.k8s.io/v1') return toNewEvent(object);
  if (kind.kind === 'HorizontalPodAutoscaler') return hpaAsV1(object);
  return { ...object, apiVersion };
}
