import type { ClusterObject } from '../cluster-object.ts';
import type { ResourceKind } from '../kinds/resource-kind.ts';
import { isMap, type JsonMap } from '../patches/json-value.ts';

/** What a status is before anybody has looked at the object; that of a writer is dropped. */
export function initialStatus(kind: ResourceKind, object: ClusterObject): ClusterObject {
  if (!kind.subresources.some(({ name }) => name === 'status')) return object;
  const { status: _, ...rest } = object;
  if (kind.kind === 'Pod')
    return { ...rest, status: { phase: 'Pending', qosClass: qosOf(object) } } as ClusterObject;
  const empty = kind.group === 'apps' || kind.group === 'batch' || kind.kind === 'Service';
  return (empty ? { ...rest, status: {} } : rest) as ClusterObject;
}

/** By the requests and limits of its containers (Kubernetes: "Pod Quality of Service Classes"). */
function qosOf({ spec }: ClusterObject): string {
  const containers = (isMap(spec) && Array.isArray(spec.containers) ? spec.containers : []) as JsonMap[];
  const amounts = containers.map(({ resources }) => {
    const { limits, requests } = isMap(resources) ? resources : {};
    return { limits: isMap(limits) ? limits : {}, requests: isMap(requests) ? requests : {} };
  });
  if (amounts.every(({ limits, requests }) => Object.keys({ ...limits, ...requests }).length === 0)) {
    return 'BestEffort';
  }
  const guaranteed = amounts.every(({ limits, requests }) =>
    ['cpu', 'memory'].every(
      (name) => limits[name] !== undefined && (requests[name] ?? limits[name]) === limits[name],
    ),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
