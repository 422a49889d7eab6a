import type { ObjectRef } from '../cluster/object-ref.ts';
import type { Instant } from '../instant.ts';
import type { ChangeMatch } from './gate-rules.ts';
import type { Wish } from './proposal.ts';

/** One change as the rules look at it. */
export type ChangeInQuestion = {
  readonly wish: Pick<Wish, 'action' | 'cluster' | 'breakGlass'>;
  /** `kind` as the API server calls it. */
  readonly object: ObjectRef;
  /** What it belongs to at the top (a pod's Deployment): what is said of that holds for it too. Null: nothing. */
  readonly owner: ObjectRef | null;
  /** Why the action itself wants more than the standard tier; null: it does not. */
  readonly protects: string | null;
  readonly at: Instant;
};

/** Whether a condition of the rules is about a change. Null in a condition fits everything. */
export function fits(match: ChangeMatch, { wish, object, owner }: ChangeInQuestion): boolean {
  const { clusters, namespaces, actions, objects } = match;
  return (
    (clusters === null || clusters.includes(wish.cluster)) &&
    (namespaces === null || (object.namespace !== null && namespaces.includes(object.namespace))) &&
    (actions === null || actions.includes(wish.action)) &&
    (objects === null || [object, ...(owner ? [owner] : [])].some((one) => objects.includes(ruleName(one))))
  );
}

/** An object as rules name it: `deployment/checkout`. */
function ruleName({ kind, name }: ObjectRef): string {
  return `${kind.toLowerCase()}/${name}`;
}
