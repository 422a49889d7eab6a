import type { ObjectStore } from '../store/object-store.ts';
import { grantsOf } from './granted-rules.ts';
import { type Attributes, ruleAllows } from './rule.ts';
import { SUPERUSERS, type User } from './user.ts';

/** Whether something is allowed. A superuser gets no reason, and most refusals have none either. */
export type Decision = { allowed: boolean; reason?: string };

/** Decides by the roles and bindings that are in the cluster at this moment, as Kubernetes' RBAC does. */
export function authorize(store: ObjectStore, user: User, wanted: Attributes): Decision {
  if (user.groups.includes(SUPERUSERS)) return { allowed: true };
  const namespace = 'path' in wanted ? '' : wanted.namespace;
  const missing: string[] = [];
  for (const grant of grantsOf(store, user, namespace)) {
    if ('missing' in grant) missing.push(grant.missing);
    else if (grant.rules.some((rule) => ruleAllows(rule, wanted)))
      return { allowed: true, reason: grant.reason };
  }
  return missing.length > 0 ? { allowed: false, reason: `RBAC: ${listed(missing)}` } : { allowed: false };
}

/** As the server joins several errors. */
const listed = (texts: readonly string[]): string =>
  texts.length === 1 ? (texts[0] ?? '') : `[${[...new Set(texts)].join(', ')}]`;
