import { detailsOf, StatusFailure } from '../http/status-failure.ts';
import { qualifiedResource } from '../kinds/resource-kind.ts';
import type { Decision } from './authorize.ts';
import type { Attributes } from './rule.ts';
import type { User } from './user.ts';

/** The server's 403 for what the user may not do. */
export function forbidden(user: User, wanted: Attributes, { reason }: Decision): StatusFailure {
  const because = reason ? `: ${reason}` : '';
  if ('path' in wanted) {
    const message = `forbidden: User "${user.name}" cannot ${wanted.verb} path "${wanted.path}"${because}`;
    return new StatusFailure({ code: 403, reason: 'Forbidden', message, details: {} });
  }
  const { verb, group, resource, subresource, namespace, name } = wanted;
  const what = name === '' ? qualifiedResource(wanted) : `${qualifiedResource(wanted)} "${name}"`;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  return new StatusFailure({
    code: 403,
    reason: 'Forbidden',
    message: `${what} is forbidden: User "${user.name}" cannot ${verb} resource "${full}" in API group "${group}" ${where}${because}`,
    details: detailsOf(wanted, name),
  });
}
