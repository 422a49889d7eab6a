import { detailsOf, StatusFailure } from '../http/status-failure.ts';
import { qualifiedResource, type ResourceKind } from '../kinds/resource-kind.ts';

/** The version that the writer has seen is not the newest: 409. */
export const staleVersion = (kind: Pick<ResourceKind, 'group' | 'resource'>, name: string): StatusFailure =>
  new StatusFailure({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${qualifiedResource(kind)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    details: detailsOf(kind, name),
  });

/** There is one of this name: 409. */
export const alreadyExists = (kind: ResourceKind, name: string): StatusFailure =>
  new StatusFailure({
    code: 409,
    reason: 'AlreadyExists',
    message: `${qualifiedResource(kind)} "${name}" already exists`,
    details: detailsOf(kind, name),
  });

export type Preconditions = { uid?: string; resourceVersion?: string };

type Recorded = { name: string; uid?: string; resourceVersion?: string };

/** Throws the server's 409 when the object is not the one that was meant. It names the kind, not the resource. */
export function checkPreconditions(
  kind: ResourceKind,
  { name, uid, resourceVersion }: Recorded,
  wanted: Preconditions = {},
): void {
  const refuse = (why: string) => {
    const full = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
    throw new StatusFailure({
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on ${full} "${name}": ${why}`,
      details: { name, ...(kind.group ? { group: kind.group } : {}), kind: kind.kind },
    });
  };
  if (wanted.uid !== undefined && wanted.uid !== uid) {
    refuse(
      `the UID in the precondition (${wanted.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  }
  if (wanted.resourceVersion !== undefined && wanted.resourceVersion !== resourceVersion) {
    refuse(
      `the ResourceVersion in the precondition (${wanted.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
  }
}
