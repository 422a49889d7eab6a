import type { ClusterObject } from '../cluster-object.ts';
import { StatusFailure } from '../http/status-failure.ts';
import type { ObjectStore } from '../store/object-store.ts';

/** A group and version that another server should serve, which is away. */
export type AwayService = { group: string; version: string };

type ApiServiceView = {
  spec?: { group?: string; version?: string; service?: object };
  status?: { conditions?: { type: string; status: string }[] };
};

/** What the APIServices of the cluster say is not available. */
export const awayServices = (store: ObjectStore): AwayService[] =>
  store
    .list('apiregistration.k8s.io/apiservices')
    .filter(({ object }) => isAway(object))
    .map(({ object }) => {
      const { group = '', version = '' } = (object as ApiServiceView).spec ?? {};
      return { group, version };
    });

function isAway(object: ClusterObject): boolean {
  const { spec, status } = object as ApiServiceView;
  const available = status?.conditions?.find(({ type }) => type === 'Available');
  return spec?.service !== undefined && available?.status === 'False';
}

/** Throws the plain text 503 for what such a service should answer. */
export function refuseAway(store: ObjectStore, group: string, version: string): void {
  if (!awayServices(store).some((away) => away.group === group && away.version === version)) return;
  throw new StatusFailure({ code: 503, plainText: true, message: 'service unavailable\n' });
}
