import type { ClusterObject } from '../cluster-object.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { keyOf } from '../store/stored-object.ts';
import { effectiveRules } from './effective-rules.ts';
import type { Rule } from './rule.ts';
import type { User } from './user.ts';

/** A binding that names the user, with the rules that it grants. */
export type Grant = { rules: readonly Rule[]; reason: string } | { missing: string };

type Subject = { kind: string; name: string; namespace?: string };
type Binding = { roleRef: { kind: string; name: string }; subjects?: Subject[] };

const RBAC = 'rbac.authorization.k8s.io';

/**
 * What the bindings grant to this user: those of the whole cluster, and with a namespace also its own. A binding to
 * a role that does not exist is told, too: the server's refusal names it.
 */
export function grantsOf(store: ObjectStore, user: User, namespace: string): Grant[] {
  const clusterWide = store.list(`${RBAC}/clusterrolebindings`);
  const inNamespace =
    namespace === ''
      ? []
      : store.list(`${RBAC}/rolebindings`).filter(({ key }) => key.startsWith(`${namespace}/`));
  return [...clusterWide, ...inNamespace].flatMap(({ object }) => {
    const grant = grantOf(store, user, object);
    return grant ? [grant] : [];
  });
}

function grantOf(store: ObjectStore, user: User, object: ClusterObject): Grant | undefined {
  const { roleRef, subjects = [] } = object as unknown as Binding;
  const bindingNamespace = object.metadata.namespace ?? '';
  const subject = subjects.find((one) => isSubject(user, one, bindingNamespace));
  if (!subject) return undefined;
  const role = roleOf(store, roleRef, bindingNamespace);
  if (!role) return { missing: `${roleRef.kind.toLowerCase()}.${RBAC} "${roleRef.name}" not found` };
  const binding = bindingNamespace
    ? `RoleBinding "${object.metadata.name}/${bindingNamespace}"`
    : `ClusterRoleBinding "${object.metadata.name}"`;
  return {
    rules: effectiveRules(store, role),
    reason: `RBAC: allowed by ${binding} of ${roleRef.kind} "${roleRef.name}" to ${described(subject)}`,
  };
}

function isSubject(user: User, subject: Subject, bindingNamespace: string): boolean {
  if (subject.kind === 'User') return subject.name === user.name;
  if (subject.kind === 'Group') return user.groups.includes(subject.name);
  const namespace = subject.namespace || bindingNamespace;
  return user.name === `system:serviceaccount:${namespace}:${subject.name}`;
}

const described = ({ kind, name, namespace }: Subject): string =>
  kind === 'ServiceAccount' ? `${kind} "${name}/${namespace ?? ''}"` : `${kind} "${name}"`;

const roleOf = (store: ObjectStore, { kind, name }: Binding['roleRef'], namespace: string) =>
  kind === 'ClusterRole'
    ? store.get(`${RBAC}/clusterroles`, name)?.object
    : store.get(`${RBAC}/roles`, keyOf(namespace, name))?.object;
