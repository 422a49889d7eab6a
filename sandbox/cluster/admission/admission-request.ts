import type { ClusterObject } from '../cluster-object.ts';
import { detailsOf, StatusFailure } from '../http/status-failure.ts';
import { qualifiedResource, type ResourceKind } from '../kinds/resource-kind.ts';

/** A write that is about to be stored. */
export type AdmissionRequest = {
  kind: ResourceKind;
  operation: 'CREATE' | 'UPDATE' | 'DELETE';
  subresource?: string;
  object: ClusterObject;
  dryRun: boolean;
};

/** The 403 of a rule of the cluster. */
export function refusedByRule({ kind, object }: AdmissionRequest, why: string): StatusFailure {
  const { name } = object.metadata;
  return new StatusFailure({
    code: 403,
    reason: 'Forbidden',
    message: `${qualifiedResource(kind)} "${name}" is forbidden: ${why}`,
    details: detailsOf(kind, name),
  });
}
