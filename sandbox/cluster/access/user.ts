/** Who makes a request, as the API server sees it. */
export type User = {
  name: string;
  uid?: string;
  groups: readonly string[];
  extra?: Record<string, string[]>;
};

export const ANONYMOUS: User = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

/** Its members may do everything, whatever the roles say. */
export const SUPERUSERS = 'system:masters';

const AUTHENTICATED = 'system:authenticated';
const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):[^:]+$/;

/** A user by name, with the groups that the server adds: those of a service account follow from its name. */
export function userNamed(name: string, groups: readonly string[] = []): User {
  const namespace = SERVICE_ACCOUNT.exec(name)?.[1];
  const implied = namespace ? ['system:serviceaccounts', `system:serviceaccounts:${namespace}`] : [];
  return { name, groups: [...new Set([...groups, ...implied, AUTHENTICATED])] };
}
