import type { ClusterObject } from '../cluster-object.ts';
import type { Answer } from '../http/api-request.ts';
import { kindsOf, type ResourceKind } from '../kinds/resource-kind.ts';
import { storedObject } from '../store/stored-object.ts';
import { type LabelSelector, selectorCell } from '../tables/containers-cells.ts';
import { firstAt } from '../tables/json-path.ts';
import { storedAt } from './get-object.ts';
import type { ResourceRequest } from './resource-request.ts';
import { showObject } from './show-object.ts';

/** What is served at every scale subresource. */
export const [scaleKind] = kindsOf('autoscaling', 'v1', [{ kind: 'Scale', resource: 'scales' }]) as [
  ResourceKind,
];

/** GET of the scale subresource: how many replicas are wanted, are there, and which pods they are. */
export function getScale(given: ResourceRequest): Answer {
  const { object } = storedAt(given);
  return showObject(given, scaleKind, storedObject(scaleOf(given.kind, object)));
}

/** An object as its scale. */
export function scaleOf(kind: ResourceKind, object: ClusterObject): ClusterObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const paths = kind.custom?.scale;
  const selector = paths ? customSelector(object, paths.labelSelectorPath) : ownSelector(object);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, ...(namespace ? { namespace } : {}), uid, resourceVersion, creationTimestamp },
    spec: { replicas: firstAt(object, paths?.specReplicasPath ?? '.spec.replicas') ?? 0 },
    status: {
      replicas: firstAt(object, paths?.statusReplicasPath ?? '.status.replicas') ?? 0,
      ...(selector ? { selector } : {}),
    },
  };
}

const customSelector = (object: ClusterObject, path: string | undefined): string | undefined => {
  const selector = path === undefined ? undefined : firstAt(object, path);
  return typeof selector === 'string' ? selector : undefined;
};

const ownSelector = (object: ClusterObject): string =>
  selectorCell((object.spec as { selector?: LabelSelector } | undefined)?.selector);
