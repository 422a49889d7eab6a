import { type ActionName, actionNames } from '../action/action-name.ts';
import { actions } from '../action/actions.ts';
import type { Allowance, GateRules } from './gate-rules.ts';

/** Of the cluster itself: open only where its name is written out. */
const SYSTEM = 'kube-system';

/** Actions on what belongs to no namespace. */
const onNodes: readonly ActionName[] = actions
  .filter(({ kinds }) => kinds.every((kind) => kind === 'Node'))
  .map(({ name }) => name);

/**
 * Whether an action is offered for the objects of a namespace, or for one that belongs to none (null). An action on
 * objects of namespaces is never offered without one.
 */
export function isOffered(
  rules: GateRules,
  { action, cluster, namespace }: { action: ActionName; cluster: string; namespace: string | null },
): boolean {
  return rules.allowances.some(
    (allowance) =>
      allowance.cluster === cluster &&
      allowance.offered.includes(action) &&
      (namespace === null ? onNodes.includes(action) : isIn(allowance, namespace)),
  );
}

/**
 * The actions that are offered in a namespace of a cluster, those on nodes included, or anywhere in it (null): for the form
 * and the buttons. Whether a freeze or the approvers stand against one is found when it is proposed. None without rules.
 */
export function offeredActions(
  rules: GateRules | null,
  cluster: string,
  namespace: string | null,
): readonly ActionName[] {
  const here = (rules?.allowances ?? []).filter((allowance) => allowance.cluster === cluster);
  return actionNames.filter((action) =>
    here.some(
      (allowance) =>
        allowance.offered.includes(action) &&
        (namespace === null || onNodes.includes(action) || isIn(allowance, namespace)),
    ),
  );
}

/** Where an action is offered, as words: `prod-eu1 (shop, payments)`. Empty: nowhere. */
export function offeredWhere(rules: GateRules, action: ActionName): readonly string[] {
  const clusters = Map.groupBy(
    rules.allowances.filter(({ offered }) => offered.includes(action)),
    ({ cluster }) => cluster,
  );
  return [...clusters].map(([cluster, allowances]) => {
    if (onNodes.includes(action)) return cluster;
    const named = [...new Set(allowances.flatMap(({ namespaces }) => namespaces ?? []))];
    const hasAll = allowances.some(({ namespaces }) => namespaces === null);
    return `${cluster} (${[...(hasAll ? [`all but ${SYSTEM}`] : []), ...named].join(', ')})`;
  });
}

function isIn({ namespaces }: Allowance, namespace: string): boolean {
  return namespaces === null ? namespace !== SYSTEM : namespaces.includes(namespace);
}
